using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>What discovery says about one resource.</summary>
internal sealed record ResourceEntry(
    string Group,
    string Version,
    string Plural,
    string Singular,
    string Kind,
    bool Namespaced,
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string> ShortNames,
    IReadOnlyList<string> Categories,
    IReadOnlyList<SubresourceEntry> Subresources)
{
    private static readonly string[] StatusVerbs = ["get", "patch", "update"];

    public static ResourceEntry Of(KindDescriptor kind)
    {
        var subresources = new List<SubresourceEntry>();
        if (kind.Is("", "pods"))
        {
            subresources.Add(new SubresourceEntry("log", kind.Kind, ["get"]));
        }

        if (kind.Is(TenancyNames.Group, "modelversions"))
        {
            foreach (var name in (string[])[ArchiveExportVerb.Subresource, VersionDocumentVerb.Bom, VersionDocumentVerb.Card])
            {
                subresources.Add(new SubresourceEntry(name, kind.Kind, ["get"]));
            }
        }

        if (kind.Is(TenancyNames.Group, "modelrepositories"))
        {
            subresources.Add(new SubresourceEntry(SyncVerb.Subresource, kind.Kind, ["create"]));
        }

        if (kind.Is("", "serviceaccounts"))
        {
            subresources.Add(new SubresourceEntry("token", "TokenRequest", ["create"]) { Group = "authentication.k8s.io", Version = "v1" });
        }

        if (kind.Scale is not null)
        {
            subresources.Add(new SubresourceEntry("scale", "Scale", StatusVerbs) { Group = "autoscaling", Version = "v1" });
        }

        if (kind.HasStatus)
        {
            subresources.Add(new SubresourceEntry("status", kind.Kind, StatusVerbs));
        }

        return new ResourceEntry(
            kind.Group, kind.Version, kind.Plural, kind.Singular, kind.Kind, kind.IsNamespaced(), kind.Verbs, kind.ShortNames, kind.Categories, subresources);
    }

    public static ResourceEntry Of(ReviewKind kind) =>
        new(kind.Group, kind.Version, kind.Plural, kind.Kind.ToLowerInvariant(), kind.Kind, kind.Namespaced, ["create"], [], [], []);

    /// <summary>Everything served in a group version, by name.</summary>
    public static IReadOnlyList<ResourceEntry> In(KindCatalogSnapshot kinds, GroupVersion groupVersion) =>
    [
        .. kinds.In(groupVersion).Select(Of)
            .Concat(ReviewKinds.All.Where(k => k.Group == groupVersion.Group && k.Version == groupVersion.Version).Select(Of))
            .OrderBy(e => e.Plural, StringComparer.Ordinal),
    ];
}

/// <summary>What discovery says about one subresource.</summary>
internal sealed record SubresourceEntry(string Name, string Kind, IReadOnlyList<string> Verbs)
{
    /// <summary>The group of <see cref="Kind"/>, where it is not the resource's own.</summary>
    public string? Group { get; init; }

    /// <summary>The version of <see cref="Kind"/>, where it is not the resource's own.</summary>
    public string? Version { get; init; }
}
