using System.Collections.Frozen;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The kinds this server serves. Readers take one snapshot per request; kinds that users define come and go between requests.</summary>
internal sealed class KindCatalog(IEnumerable<KindDescriptor> kinds)
{
    private readonly IReadOnlyList<KindDescriptor> _builtIn = [.. kinds];
    private volatile KindCatalogSnapshot _current = new([.. kinds]);

    public KindCatalogSnapshot Current => _current;

    /// <summary>Serves these besides the built-in ones, and no others.</summary>
    public void SetCustom(IEnumerable<KindDescriptor> custom) => _current = new KindCatalogSnapshot([.. _builtIn, .. custom]);
}

/// <summary>An unchanging set of kinds, indexed the ways requests need them.</summary>
internal sealed class KindCatalogSnapshot
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), KindDescriptor> _byPath;
    private readonly FrozenDictionary<(string ApiVersion, string Kind), KindDescriptor> _byKind;
    private readonly FrozenDictionary<string, KindDescriptor> _byCollection;

    public KindCatalogSnapshot(IReadOnlyList<KindDescriptor> kinds)
    {
        Kinds = kinds;
        _byPath = kinds.ToFrozenDictionary(k => (k.Group, k.Version, k.Plural));
        _byKind = kinds.ToFrozenDictionary(k => (k.ApiVersion, k.Kind));
        _byCollection = kinds.DistinctBy(k => k.Collection()).ToFrozenDictionary(k => k.Collection());
        GroupVersions = [.. kinds.Select(k => new GroupVersion(k.Group, k.Version))
            .Concat(ReviewKinds.GroupVersions)
            .Distinct()
            .OrderBy(g => g.Group, StringComparer.Ordinal)
            .ThenByDescending(g => g.Version, VersionPriority.Comparer)];
    }

    public IReadOnlyList<KindDescriptor> Kinds { get; }

    /// <summary>One kind for each collection of the store, whatever the number of its versions.</summary>
    public IEnumerable<KindDescriptor> Collections => _byCollection.Values;

    /// <summary>Groups in alphabetical order, the core group first; within a group the preferred version first.</summary>
    public IReadOnlyList<GroupVersion> GroupVersions { get; }

    public KindDescriptor? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    public KindDescriptor? FindKind(string apiVersion, string kind) => _byKind.GetValueOrDefault((apiVersion, kind));

    public KindDescriptor? FindCollection(string collection) => _byCollection.GetValueOrDefault(collection);

    public IEnumerable<KindDescriptor> In(GroupVersion groupVersion) =>
        Kinds.Where(k => k.Group == groupVersion.Group && k.Version == groupVersion.Version).OrderBy(k => k.Plural, StringComparer.Ordinal);
}

/// <summary>A group and one of its versions.</summary>
internal readonly record struct GroupVersion(string Group, string Version)
{
    public override string ToString() => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
