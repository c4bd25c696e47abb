using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// What was charged for a write that may not be in the store yet. It is noted in the quota by the commit that charges, so that whoever counts
/// anew meanwhile, in this process or another, does not take it for nothing.
/// </summary>
/// <param name="Uid">Of the object.</param>
/// <param name="After">The revision that the write replaces; 0 for a new object.</param>
/// <param name="At">When it was charged.</param>
/// <param name="Amounts">What was charged.</param>
internal sealed record PendingCharge(string Uid, long After, DateTimeOffset At, IReadOnlyDictionary<string, decimal> Amounts)
{
    public const string Annotation = TenancyNames.Group + "/quota-charges";

    // A request is given up after a minute. Whoever charged and then vanished has stored nothing after that.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public bool HasExpired(DateTimeOffset now) => now - At > Lifetime;

    public static IReadOnlyList<PendingCharge> Read(JsonObject quota) =>
        quota["metadata"]?["annotations"]?[Annotation] is JsonValue text && JsonNode.Parse(text.GetValue<string>()) is JsonObject charges
            ? [.. charges.Select(c => Of(c.Key, c.Value!.AsObject()))]
            : [];

    public static void Write(JsonObject quota, IReadOnlyCollection<PendingCharge> charges)
    {
        var metadata = quota.Meta().Object;
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations.Remove(Annotation);
        if (charges.Count > 0)
        {
            annotations[Annotation] = new JsonObject(charges.Select(c => KeyValuePair.Create(c.Uid, (JsonNode?)c.ToJson()))).ToJsonString();
        }

        metadata.Remove("annotations");
        if (annotations.Count > 0)
        {
            metadata["annotations"] = annotations;
        }
    }

    private static PendingCharge Of(string uid, JsonObject charge) => new(
        uid,
        charge["after"]!.GetValue<long>(),
        DateTimeOffset.Parse(charge["at"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        charge["used"]!.AsObject().ToDictionary(u => u.Key, u => Quantity.Parse(u.Value!.GetValue<string>()).Value));

    private JsonObject ToJson() => new()
    {
        ["after"] = After,
        ["at"] = At.ToString("O", CultureInfo.InvariantCulture),
        ["used"] = new JsonObject(Amounts.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)QuotaNames.Amount(a.Key, a.Value).ToString()))),
    };
}
