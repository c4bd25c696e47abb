using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>A quota as it was read, and how it is to be next.</summary>
internal sealed class StoredQuota(JsonObject live)
{
    public JsonObject Live => live;

    public string Name => live.Meta().Name!;

    public string Uid => live.Meta().Uid!;

    public ResourceQuotaSpec Spec => Quota.Spec;

    /// <summary>The limits in force; none before the quota was counted for the first time.</summary>
    public IReadOnlyDictionary<string, Quantity> Hard => Quota.Status?.Hard ?? [];

    public IReadOnlyDictionary<string, Quantity> Used => Quota.Status?.Used ?? [];

    public IReadOnlyList<PendingCharge> Pending { get; } = PendingCharge.Read(live);

    private ResourceQuota Quota { get; } = live.Deserialize<ResourceQuota>(ApiJson.Options)!;

    /// <summary>The same with more or less used.</summary>
    public JsonObject With(IEnumerable<KeyValuePair<string, decimal>> change, IReadOnlyCollection<PendingCharge> pending)
    {
        var used = Used.ToDictionary(u => u.Key, u => u.Value);
        foreach (var (name, amount) in change.Where(c => used.ContainsKey(c.Key)))
        {
            used[name] = QuotaNames.Amount(name, Math.Max(0, used[name].Value + amount));
        }

        return With(Hard, used, pending);
    }

    public JsonObject With(IReadOnlyDictionary<string, Quantity> hard, IReadOnlyDictionary<string, Quantity> used, IReadOnlyCollection<PendingCharge> pending)
    {
        var next = (JsonObject)live.DeepClone();
        next["status"] = new JsonObject { ["hard"] = Amounts(hard), ["used"] = Amounts(used) };
        PendingCharge.Write(next, pending);
        return next;
    }

    private static JsonObject Amounts(IReadOnlyDictionary<string, Quantity> amounts) =>
        new(amounts.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value.ToString())));
}
