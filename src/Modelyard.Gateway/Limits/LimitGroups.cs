using System.Collections.Concurrent;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>All limits there are.</summary>
internal sealed class LimitGroups(LimitLeases? leases = null)
{
    private readonly ConcurrentDictionary<string, LimitGroup> _groups = new(StringComparer.Ordinal);

    public ICollection<LimitGroup> All => _groups.Values;

    /// <summary>Those of an organization, or of a project that nobody owns: it is on its own, and no organization has a name with a slash.</summary>
    public LimitGroup Of(string? organization, string project) =>
        _groups.GetOrAdd(organization ?? $"project/{project}", static (name, shared) => new LimitGroup(name, shared), leases is not null);
}
