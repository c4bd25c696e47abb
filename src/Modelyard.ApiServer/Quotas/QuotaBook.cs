using System.Collections.Immutable;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Which namespaces have quotas, and what those limit. Where there are none, a write costs nothing.</summary>
internal sealed class QuotaBook
{
    private volatile ImmutableDictionary<string, ImmutableDictionary<string, ImmutableArray<string>>> _limited =
        ImmutableDictionary<string, ImmutableDictionary<string, ImmutableArray<string>>>.Empty;

    public IEnumerable<string> Namespaces => _limited.Keys;

    /// <summary>Whether objects of this kind count in this namespace.</summary>
    public bool Concerns(string @namespace, KindDescriptor kind) =>
        _limited.TryGetValue(@namespace, out var quotas) && quotas.Values.Any(names => names.Any(n => CountedObject.IsCountedAs(kind, n)));

    /// <summary>Replaces everything at once: there must be no moment at which nothing is limited.</summary>
    public void Reset(IEnumerable<ResourceQuota> quotas) => _limited = quotas
        .GroupBy(q => q.Metadata.Namespace!)
        .ToImmutableDictionary(g => g.Key, g => g.ToImmutableDictionary(q => q.Metadata.Name!, Names));

    public void Set(ResourceQuota quota)
    {
        var others = _limited.GetValueOrDefault(quota.Metadata.Namespace!) ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        _limited = _limited.SetItem(quota.Metadata.Namespace!, others.SetItem(quota.Metadata.Name!, Names(quota)));
    }

    public void Remove(string @namespace, string name)
    {
        var left = _limited.GetValueOrDefault(@namespace)?.Remove(name);
        _limited = left is { IsEmpty: false } ? _limited.SetItem(@namespace, left) : _limited.Remove(@namespace);
    }

    private static ImmutableArray<string> Names(ResourceQuota quota) => [.. (quota.Spec.Hard ?? []).Keys.Union((quota.Status?.Hard ?? []).Keys)];
}
