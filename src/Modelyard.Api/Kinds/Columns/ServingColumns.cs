using System.Text.Json;
using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns KServe's own definitions name.</summary>
internal static class ServingColumns
{
    public static IReadOnlyList<PrinterColumn> InferenceService { get; } =
    [
        Text("URL", "Address of the model.", static o => At(o, "status", "url")),
        Text("Ready", "Whether the model answers.", static o => Condition(o, "Ready")?["status"]),
        Integer("Prev", "Percentage of the traffic that the previous revision gets.", static o => Previous(o)?["percent"]),
        Integer("Latest", "Percentage of the traffic that the newest revision gets.", static o => Latest(o)?["percent"]),
        Text("PrevRolledoutRevision", "The previous revision.", static o => Previous(o)?["revisionName"]),
        Text("LatestReadyRevision", "The newest revision.", static o => Latest(o)?["revisionName"]),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> ServingRuntime { get; } =
    [
        new("Disabled", "boolean", static o => At(o, "spec", "disabled")?.DeepClone(), Description: "Whether the runtime is not to be used."),

        // Only the first of several is shown: that is what a column with a wildcard path does on any API server.
        Text("ModelType", "The first format it serves.", static o => ItemsAt(o, "spec", "supportedModelFormats").FirstOrDefault()?["name"]),
        Text("Containers", "The first container.", static o => ItemsAt(o, "spec", "containers").FirstOrDefault()?["name"]),
        Age,
    ];

    private static JsonObject? Previous(JsonObject o) => Traffic(o).FirstOrDefault(t => TextAt(t, "tag") == "prev");

    private static JsonObject? Latest(JsonObject o) => Traffic(o).FirstOrDefault(t => At(t, "latestRevision")?.GetValueKind() == JsonValueKind.True);

    private static IEnumerable<JsonObject> Traffic(JsonObject o) => ItemsAt(o, "status", "components", "predictor", "traffic");
}
