using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of the ledgers' kinds.</summary>
internal static class LedgerColumns
{
    public static IReadOnlyList<PrinterColumn> ApiKey { get; } =
    [
        Text("Prefix", "How the key begins.", static o => At(o, "status", "prefix")),
        Text("User", "Whom it is for.", static o => At(o, "spec", "user") ?? At(o, "spec", "serviceAccount")),
        Text("Deployments", "The deployments it may use; every one it can reach when empty.", static o => List(o, "deployments", "all")),
        Text("Expires", "From when on it no longer works.", static o => TextAt(o, "spec", "expiresAt") ?? "never"),
        Date("Last Used", "Time since it was last used.", static o => At(o, "status", "lastUsedAt")),
        Text("Replaced By", "The key that takes its place.", static o => At(o, "status", "replacedBy"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Member { get; } =
    [
        Text("User", "Who it is.", static o => At(o, "spec", "user")),
        Text("Role", "What they are in the organization.", static o => At(o, "spec", "role")),
        Text("Teams", "The teams they are in.", static o => List(o, "teams", "")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> UsageRecord { get; } =
    [
        Text("User", "Whom the key is for.", static o => At(o, "user")),
        Text("Key", "The name of the key.", static o => At(o, "key")),
        Text("Deployment", "What answered.", static o => At(o, "deployment")),
        Integer("Code", "The HTTP status of the answer.", static o => At(o, "code")),
        Text("State", "How well known the rest is.", static o => At(o, "state")),
        Integer("In", "Tokens read.", static o => At(o, "inputTokens")),
        Integer("Out", "Tokens written.", static o => At(o, "outputTokens")),
        Text("Cost", "What it cost.", static o => Money(o)),
        Integer("Ms", "Milliseconds it took.", static o => At(o, "durationMs")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> UsageReport { get; } =
    [
        Integer("Rows", "Number of rows of the answer.", static o => ItemsAt(o, "status", "rows").Count()),
        Integer("Requests", "Number of requests.", static o => ItemsAt(o, "status", "total").Sum(t => (long?)At(t, "requests") ?? 0)),
    ];

    public static IReadOnlyList<PrinterColumn> UsageSeries { get; } =
    [
        Integer("Series", "Number of series of the answer.", static o => ItemsAt(o, "status", "series").Count()),
        Integer("Step", "Seconds that a point is long.", static o => At(o, "status", "step")),
    ];

    public static IReadOnlyList<PrinterColumn> AuditEvent { get; } =
    [
        Text("User", "Who did it.", static o => At(o, "user", "username")),
        Text("Verb", "What was done.", static o => At(o, "verb")),
        Text("Resource", "To what kind.", static o => At(o, "objectRef", "resource")),
        Text("Object", "To which object.", static o => Object(o)),
        Integer("Code", "What came of it.", static o => At(o, "responseStatus", "code")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> AuditVerification { get; } =
    [
        Text("Intact", "Whether every record is as it was written.", static o => At(o, "status", "intact")),
        Integer("Records", "How many are.", static o => At(o, "status", "records")),
        Text("Fault", "What is wrong.", static o => At(o, "status", "fault", "message")),
    ];

    public static IReadOnlyList<PrinterColumn> ServingRecord { get; } =
    [
        Text("Service", "What served them.", static o => At(o, "service")),
        Text("Models", "Which models.", static o => string.Join(",", ItemsAt(o, "models").Select(m => TextAt(m, "version") ?? TextAt(m, "uri")))),
        Text("Until", "Until when; empty when it still does.", static o => At(o, "until")),
        Age,
    ];

    private static JsonNode? List(JsonObject o, string field, string none) =>
        At(o, "spec", field) is JsonArray { Count: > 0 } names ? string.Join(",", names.Select(n => n?.ToString())) : none;

    private static JsonNode? Money(JsonObject o) => TextAt(o, "currency") is { } currency ? $"{TextAt(o, "cost")} {currency}" : null;

    private static JsonNode? Object(JsonObject o) =>
        TextAt(o, "objectRef", "namespace") is { } ns ? $"{ns}/{TextAt(o, "objectRef", "name")}" : TextAt(o, "objectRef", "name");
}
