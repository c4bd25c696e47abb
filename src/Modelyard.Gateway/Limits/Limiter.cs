using System.Collections.Concurrent;

namespace Modelyard.Gateway;

/// <summary>All limits there are, in the memory of this process.</summary>
internal sealed class Limiter(GatewayClock clock)
{
    private readonly ConcurrentDictionary<string, LimitGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>The limits that count for a call; null when there are none.</summary>
    public LimitSet? Of(GatewayCall call) => call.Model.Limits.Of(call.Key, () => Build(call));

    private LimitSet? Build(GatewayCall call)
    {
        var rules = LimitRules.For(call.Key, call.Tenant, call.Model);
        return rules.Length == 0 ? null : new LimitSet(GroupOf(call), rules, clock);
    }

    // A project that nobody owns is on its own. No organization has a name with a slash.
    private LimitGroup GroupOf(GatewayCall call) =>
        _groups.GetOrAdd(call.Tenant?.Name ?? $"project/{call.Key.Namespace}", static _ => new LimitGroup());
}
