using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of the small core kinds.</summary>
internal static class CoreColumns
{
    public static IReadOnlyList<PrinterColumn> Namespace { get; } =
        [Text("Status", "Active, or Terminating while its content goes.", static o => At(o, "status", "phase")), Age];

    public static IReadOnlyList<PrinterColumn> Secret { get; } =
    [
        Text("Type", "What the data is for.", static o => At(o, "type")),
        new("Data", "string", static o => Count(o, "data"), 0, "Number of keys."),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> ConfigMap { get; } =
        [new("Data", "string", static o => Count(o, "data") + Count(o, "binaryData"), 0, "Number of keys."), Age];

    public static IReadOnlyList<PrinterColumn> ServiceAccount { get; } =
        [Text("Secrets", "Number of secrets pods of the account may use.", static o => ItemsAt(o, "secrets").Count().ToString()), Age];

    public static IReadOnlyList<PrinterColumn> Event { get; } =
    [
        Date("Last Seen", "When it happened last.", static o => LastSeen(o)),
        Text("Type", "Normal or Warning.", static o => At(o, "type")),
        Text("Reason", "Why, as one word.", static o => At(o, "reason")),
        Text("Object", "The object it is about.", static o => InvolvedObject(o)),
        Text("Subobject", "The part of the object.", static o => At(o, "involvedObject", "fieldPath"), priority: 1),
        Text("Source", "Who reported it.", static o => Source(o), priority: 1),
        Text("Message", "What happened.", static o => TextAt(o, "message")?.Trim()),
        Date("First Seen", "When it happened first.", static o => At(o, "firstTimestamp") ?? At(o, "eventTime"), priority: 1),
        Text("Count", "How often it happened.", static o => (At(o, "series", "count") ?? At(o, "count"))?.ToJsonString() ?? "1", priority: 1),
        Text("Name", "Name of the event.", static o => At(o, "metadata", "name"), priority: 1),
    ];

    public static IReadOnlyList<PrinterColumn> Lease { get; } =
        [Text("Holder", "Who holds it.", static o => At(o, "spec", "holderIdentity")), Age];

    private static int Count(JsonObject o, string name) => At(o, name) is JsonObject map ? map.Count : 0;

    private static JsonNode? LastSeen(JsonObject o) =>
        At(o, "series", "lastObservedTime") ?? At(o, "lastTimestamp") ?? At(o, "eventTime") ?? At(o, "metadata", "creationTimestamp");

    private static JsonNode? InvolvedObject(JsonObject o)
    {
        var kind = TextAt(o, "involvedObject", "kind")?.ToLowerInvariant();
        var name = TextAt(o, "involvedObject", "name");
        return name is null ? kind : $"{kind}/{name}";
    }

    private static JsonNode? Source(JsonObject o)
    {
        var component = TextAt(o, "source", "component") ?? TextAt(o, "reportingComponent");
        var host = TextAt(o, "source", "host");
        return host is null ? component : $"{component}, {host}";
    }
}
