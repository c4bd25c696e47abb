using System.Collections.Concurrent;
using Modelyard.Ledger;
using LedgerKey = Modelyard.Ledger.ApiKey;

namespace Modelyard.Gateway;

/// <summary>The limits of the keys that have called one model since the last change of anything they follow from.</summary>
internal sealed class LimitSets
{
    private readonly ConcurrentDictionary<Guid, (LedgerKey Key, Member? Member, LimitSet? Set)> _known = new();

    /// <summary>The limits that count for calls of <paramref name="key"/>; null when there are none.</summary>
    public LimitSet? Of(LedgerKey key, Member? member, Func<LimitSet?> build)
    {
        if (_known.TryGetValue(key.Id, out var known) && ReferenceEquals(known.Key, key) && ReferenceEquals(known.Member, member))
        {
            return known.Set;
        }

        var set = build();
        _known[key.Id] = (key, member, set);
        return set;
    }
}
