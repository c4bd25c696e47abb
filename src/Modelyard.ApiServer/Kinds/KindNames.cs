using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The names Kubernetes gives a kind in messages, and the store its collection.</summary>
internal static class KindNames
{
    /// <summary>As in messages: <c>inferenceservices.serving.kserve.io</c>, or <c>pods</c>.</summary>
    public static string QualifiedPlural(this KindDescriptor kind) => Qualify(kind.Plural, kind.Group);

    /// <summary>As in validation messages: <c>InferenceService.serving.kserve.io</c>, or <c>Pod</c>.</summary>
    public static string QualifiedKind(this KindDescriptor kind) => Qualify(kind.Kind, kind.Group);

    /// <summary>Where objects of the kind are stored: the same for every version of it.</summary>
    public static string Collection(this KindDescriptor kind) => kind.Group.Length == 0 ? kind.Plural : $"{kind.Group}/{kind.Plural}";

    /// <summary>The same, from a name as in messages.</summary>
    public static string Collection(string qualifiedPlural) =>
        qualifiedPlural.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? $"{qualifiedPlural[(dot + 1)..]}/{qualifiedPlural[..dot]}" : qualifiedPlural;

    public static bool IsNamespaced(this KindDescriptor kind) => kind.Scope == ResourceScope.Namespaced;

    public static bool Is(this KindDescriptor kind, string group, string plural) => kind.Group == group && kind.Plural == plural;

    /// <summary>A name with its group, where it has one.</summary>
    public static string Qualify(string name, string group) => group.Length == 0 ? name : $"{name}.{group}";
}
