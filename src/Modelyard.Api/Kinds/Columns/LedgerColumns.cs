using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of the ledgers' kinds.</summary>
internal static class LedgerColumns
{
    public static IReadOnlyList<PrinterColumn> ApiKey { get; } =
    [
        Text("Prefix", "How the key begins.", static o => At(o, "status", "prefix")),
        Text("Deployments", "The deployments it may use; every one it can reach when empty.", static o => Deployments(o)),
        Text("Expires", "From when on it no longer works.", static o => TextAt(o, "spec", "expiresAt") ?? "never"),
        Date("Last Used", "Time since it was last used.", static o => At(o, "status", "lastUsedAt")),
        Age,
    ];

    private static JsonNode? Deployments(JsonObject o) =>
        At(o, "spec", "deployments") is JsonArray { Count: > 0 } names ? string.Join(",", names.Select(n => n?.ToString())) : "all";
}
