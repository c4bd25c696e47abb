using Modelyard.Api;
using Modelyard.Ledger;
using LedgerKey = Modelyard.Ledger.ApiKey;
using LedgerMember = Modelyard.Ledger.Member;

namespace Modelyard.Gateway;

/// <summary>Which limits count for a call: those of the organization, the user and the key, in all and on this deployment alone.</summary>
internal static class LimitRules
{
    public static LimitRule[] For(LedgerKey key, Tenant? tenant, LedgerMember? member, ServedModel model)
    {
        var caller = model.Terms.Limits;
        var id = model.QualifiedId;
        var rules = new List<LimitRule>(LimitReservation.MostMeters);
        if (tenant is not null)
        {
            Add(LimitScope.Organization, tenant.Name, tenant.Name, tenant.Limits, null);
            Add(LimitScope.Organization, tenant.Name, tenant.Name, caller?.Organization, id);
        }

        if ((key.User ?? key.ServiceAccount) is { } user)
        {
            Add(LimitScope.User, user, user, Own(member?.Limits) ?? tenant?.UserLimits, null);
            Add(LimitScope.User, user, user, caller?.User, id);
        }

        var keyId = key.Id.ToString();
        Add(LimitScope.Key, keyId, key.Name, Own(key.Limits) ?? tenant?.KeyLimits, null);
        Add(LimitScope.Key, keyId, key.Name, caller?.Key, id);
        return [.. rules];

        void Add(LimitScope scope, string subject, string name, RateLimits? limits, string? deployment)
        {
            var rule = new LimitRule(
                new LimitSubject(scope, subject, name, deployment), limits?.RequestsPerMinute, limits?.TokensPerMinute, limits?.ConcurrentRequests);
            if (!rule.IsEmpty)
            {
                rules.Add(rule);
            }
        }
    }

    private static RateLimits? Own(KeyLimits? limits) => limits is null ? null : new RateLimits
    {
        RequestsPerMinute = limits.RequestsPerMinute,
        TokensPerMinute = limits.TokensPerMinute,
        ConcurrentRequests = limits.ConcurrentRequests,
    };
}
