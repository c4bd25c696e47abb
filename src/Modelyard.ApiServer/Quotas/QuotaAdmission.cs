using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Charges quotas for what is about to be stored, and refuses what they have no room for. As in Kubernetes the charge comes first, by a
/// conditional write, so that what is stored never exceeds a quota, however many write at once and through however many servers.
/// </summary>
internal sealed class QuotaAdmission(QuotaStore quotas, QuotaFollower follower, TimeProvider time)
{
    /// <summary>Charges for a write.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="document">The object as it would be stored.</param>
    /// <param name="live">The object it replaces; null for a new one.</param>
    /// <param name="dryRun">Only find out whether there is room.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What to give back if the object is not stored; null when nothing was charged.</returns>
    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask<QuotaCharge?> ChargeAsync(
        KindDescriptor kind, JsonObject document, JsonObject? live, bool dryRun, CancellationToken cancellationToken)
    {
        if (!kind.IsNamespaced() || kind.IsVirtual || (live is not null && !CountedObject.CanGrow(kind)) || quotas.Kind is null)
        {
            return null;
        }

        var @namespace = document.Meta().Namespace!;
        if (!await follower.MayLimitAsync(@namespace, kind, cancellationToken))
        {
            return null;
        }

        using var turn = await quotas.TurnAsync(@namespace, cancellationToken);
        var now = time.GetUtcNow();
        var (next, before) = (new CountedObject(kind, document, now), live is null ? null : new CountedObject(kind, live, now));
        var charge = new QuotaCharge(quotas, @namespace, document.Meta().Uid!);
        while (true)
        {
            var asked = new List<(StoredQuota Quota, Dictionary<string, decimal> Amounts)>();
            foreach (var quota in (await quotas.ListAsync(@namespace, cancellationToken)).Where(q => !charge.Includes(q)))
            {
                var amounts = Increase(quota, next, before);
                if (Refusal(kind, quota, next, amounts, isNew: live is null) is { } refusal)
                {
                    await charge.GiveBackInTurnAsync(cancellationToken);
                    throw StatusErrors.Forbidden(kind, document.Meta().Name ?? "", refusal);
                }

                if (amounts.Count > 0)
                {
                    asked.Add((quota, amounts));
                }
            }

            if (dryRun || await TryTakeAsync(charge, asked, live, now, cancellationToken))
            {
                return charge.IsEmpty ? null : charge;
            }
        }
    }

    /// <summary>False when somebody else has changed one of them: then there may be less room than there seemed.</summary>
    private async Task<bool> TryTakeAsync(
        QuotaCharge charge, List<(StoredQuota Quota, Dictionary<string, decimal> Amounts)> asked, JsonObject? live, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (quota, amounts) in asked)
        {
            var pending = new PendingCharge(charge.Uid, live is null ? 0 : ObjectStore.RevisionOf(live), now, amounts);
            if (!await quotas.TryWriteAsync(quota, quota.With(amounts, [.. quota.Pending.Where(p => p.Uid != charge.Uid), pending]), cancellationToken))
            {
                return false;
            }

            charge.Add(quota);
        }

        return true;
    }

    private static Dictionary<string, decimal> Increase(StoredQuota quota, CountedObject next, CountedObject? before)
    {
        var limited = quota.Hard.Keys.ToList();
        var was = before?.UsageOf(quota.Spec, limited) ?? [];
        return next.UsageOf(quota.Spec, limited)
            .Select(u => KeyValuePair.Create(u.Key, u.Value - was.GetValueOrDefault(u.Key)))
            .Where(u => u.Value > 0)
            .ToDictionary();
    }

    private static string? Refusal(KindDescriptor kind, StoredQuota quota, CountedObject next, Dictionary<string, decimal> amounts, bool isNew)
    {
        if (isNew && next.MissingFor(quota.Spec, [.. quota.Hard.Keys]) is { } missing)
        {
            return $"failed quota: {quota.Name}: {missing}";
        }

        if (quota.Hard.Keys.Where(n => CountedObject.IsCountedAs(kind, n) && !quota.Used.ContainsKey(n)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
        {
            return $"status unknown for quota: {quota.Name}, resources: {string.Join(',', unknown)}";
        }

        var exceeded = amounts.Where(a => quota.Used[a.Key].Value + a.Value > quota.Hard[a.Key].Value).OrderBy(a => a.Key, StringComparer.Ordinal).ToList();
        return exceeded.Count == 0 ? null
            : $"exceeded quota: {quota.Name}, requested: {Text(exceeded.Select(e => (e.Key, QuotaNames.Amount(e.Key, e.Value))))}, "
                + $"used: {Text(exceeded.Select(e => (e.Key, quota.Used[e.Key])))}, limited: {Text(exceeded.Select(e => (e.Key, quota.Hard[e.Key])))}";
    }

    private static string Text(IEnumerable<(string Name, Quantity Amount)> amounts) => string.Join(',', amounts.Select(a => $"{a.Name}={a.Amount}"));
}
