using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>A type of resource a server offers, as its discovery tells.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">Preferred version.</param>
/// <param name="Kind">Kind in CamelCase.</param>
/// <param name="Plural">Plural name, as in URLs.</param>
/// <param name="Singular">Singular name.</param>
/// <param name="ShortNames">Short names.</param>
/// <param name="Categories">Groups of types that may be asked for together.</param>
/// <param name="Namespaced">Whether objects live in namespaces.</param>
public sealed record ResourceType(
    string Group, string Version, string Kind, string Plural, string Singular,
    IReadOnlyList<string> ShortNames, IReadOnlyList<string> Categories, bool Namespaced)
{
    /// <summary><c>plural.group</c>, or <c>plural</c> for the core group.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary><c>singular.group/name</c>, as command lines print objects.</summary>
    public string Describe(string? name) => $"{Singular}{(Group.Length == 0 ? "" : "." + Group)}/{name}";

    /// <summary>The path of the collection in <paramref name="ns"/>, or of all namespaces when null.</summary>
    public string Collection(string? ns) =>
        ResourcePath.Collection(new KindAttribute(Group, Version, Kind, Plural, Scope), ns);

    /// <summary>The path of one object.</summary>
    public string Object(string? ns, string name, string? subresource = null) =>
        ResourcePath.Object(new KindAttribute(Group, Version, Kind, Plural, Scope), new NamespacedName(Namespaced ? ns ?? "" : "", name), subresource);

    private ResourceScope Scope => Namespaced ? ResourceScope.Namespaced : ResourceScope.Cluster;
}
