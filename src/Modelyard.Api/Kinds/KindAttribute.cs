namespace Modelyard.Api;

/// <summary>Whether a kind lives in a namespace.</summary>
public enum ResourceScope
{
    /// <summary>In a namespace (a project).</summary>
    Namespaced,

    /// <summary>In no namespace.</summary>
    Cluster,
}

/// <summary>Names a resource type: what a manifest says (<c>apiVersion</c>, <c>kind</c>) and what the URL says (the plural).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string group, string version, string kind, string plural, ResourceScope scope) : Attribute
{
    /// <summary>API group; empty for the core group.</summary>
    public string Group { get; } = group;

    /// <summary>Version, e.g. <c>v1beta1</c>.</summary>
    public string Version { get; } = version;

    /// <summary>Kind in CamelCase.</summary>
    public string Kind { get; } = kind;

    /// <summary>Plural lower-case resource name, as in URLs.</summary>
    public string Plural { get; } = plural;

    /// <summary>Namespaced or cluster-wide.</summary>
    public ResourceScope Scope { get; } = scope;

    /// <summary>Short names for the command line, e.g. <c>isvc</c>.</summary>
    public string[] ShortNames { get; init; } = [];

    /// <summary>Groups of kinds a client may ask for together, e.g. <c>all</c>.</summary>
    public string[] Categories { get; init; } = [];

    /// <summary>Whether the kind has a <c>status</c> subresource, and with it a generation that only spec changes raise.</summary>
    public bool HasStatus { get; init; }
}
