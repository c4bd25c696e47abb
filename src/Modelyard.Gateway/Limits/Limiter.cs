using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Lets calls in by the limits that count for them.</summary>
internal sealed class Limiter(LimitGroups groups, SharedLimits shared, GatewayClock clock)
{
    /// <summary>The limits that count for a call; null when there are none.</summary>
    public LimitSet? Of(GatewayCall call) => call.Model.Limits.Of(call.Key, call.Member, () => Build(call));

    /// <summary>Lets a call in that is expected to take so many tokens, or says why not.</summary>
    /// <exception cref="LedgerException">Limits are shared with other gateways, and the ledger does not answer.</exception>
    public ValueTask<LimitEntry> EnterAsync(LimitSet limits, long tokens, CancellationToken cancellationToken) => shared.EnterAsync(limits, tokens, cancellationToken);

    private LimitSet? Build(GatewayCall call)
    {
        var rules = LimitRules.For(call.Key, call.Tenant, call.Member, call.Model);
        return rules.Length == 0 ? null : new LimitSet(groups.Of(call.Tenant?.Name, call.Key.Namespace), rules, clock);
    }
}
