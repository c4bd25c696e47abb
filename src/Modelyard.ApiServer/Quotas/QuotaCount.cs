using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>What a quota is to say, given what there is. A pure function.</summary>
internal static class QuotaCount
{
    /// <param name="quota">The quota as it was read, before the objects were.</param>
    /// <param name="present">All objects that it may count.</param>
    /// <param name="stored">Which revision of which object is known to have been in the store, by uid.</param>
    /// <param name="now">The time.</param>
    public static JsonObject Of(StoredQuota quota, IEnumerable<CountedObject> present, IReadOnlyDictionary<string, long> stored, DateTimeOffset now)
    {
        var hard = quota.Spec.Hard ?? [];
        var pending = quota.Pending.Where(p => !p.HasExpired(now) && !(stored.TryGetValue(p.Uid, out var revision) && revision > p.After)).ToList();
        var used = hard.Keys.ToDictionary(n => n, _ => 0m);
        foreach (var (name, amount) in present.SelectMany(o => o.UsageOf(quota.Spec, hard.Keys)).Concat(pending.SelectMany(p => p.Amounts)).Where(a => used.ContainsKey(a.Key)))
        {
            used[name] += amount;
        }

        // What is the same amount stays as it is written.
        return quota.With(hard, used.ToDictionary(u => u.Key, u => quota.Used.TryGetValue(u.Key, out var before) && before.Value == u.Value ? before : QuotaNames.Amount(u.Key, u.Value)), pending);
    }
}
