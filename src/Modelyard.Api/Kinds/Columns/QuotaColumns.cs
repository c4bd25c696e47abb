using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of quotas. The age is last, as of every kind; older versions of Kubernetes have it first.</summary>
internal static class QuotaColumns
{
    public static IReadOnlyList<PrinterColumn> ResourceQuota { get; } =
    [
        Text("Request", "What is used and the most there may be, of all but limits.", static o => UsedOf(o, ofLimits: false)),
        Text("Limit", "What is used and the most there may be, of limits.", static o => UsedOf(o, ofLimits: true)),
        Age,
    ];

    private static string UsedOf(JsonObject o, bool ofLimits)
    {
        var hard = At(o, "status", "hard") as JsonObject ?? [];
        return string.Join(", ", hard
            .Where(h => h.Key.StartsWith("limits.", StringComparison.Ordinal) == ofLimits)
            .OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => $"{h.Key}: {TextAt(o, "status", "used", h.Key) ?? "0"}/{h.Value}"));
    }
}
