using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of the ledgers' kinds.</summary>
internal static class LedgerColumns
{
    public static IReadOnlyList<PrinterColumn> ApiKey { get; } =
    [
        Text("Prefix", "How the key begins.", static o => At(o, "status", "prefix")),
        Text("Models", "The models it may use; every model of the namespace when empty.", static o => Models(o)),
        Text("Expires", "From when on it no longer works.", static o => TextAt(o, "spec", "expiresAt") ?? "never"),
        Date("Last Used", "Time since it was last used.", static o => At(o, "status", "lastUsedAt")),
        Age,
    ];

    private static JsonNode? Models(JsonObject o) =>
        At(o, "spec", "models") is JsonArray { Count: > 0 } models ? string.Join(",", models.Select(m => m?.ToString())) : "all";
}
