using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Finds in an object what decides what engines run or load. A pure function of the object.</summary>
public static partial class EngineParts
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>Whether objects of a kind can have such parts.</summary>
    public static bool Concerns(KindDescriptor kind) => (kind.Group, kind.Kind) is
        (TenancyNames.Group, nameof(ModelDeployment)) or (ServingNames.Group, nameof(InferenceService) or nameof(ServingRuntime)) or ("", nameof(Pod));

    /// <summary>The parts of an object; of its parts, nothing of what it was made from.</summary>
    public static IReadOnlyList<EnginePart> Of(KindDescriptor kind, JsonObject document)
    {
        if (!Concerns(kind) || document.Object("spec") is not { } spec)
        {
            return [];
        }

        var metadata = document.Object("metadata");
        return kind.Kind switch
        {
            nameof(ModelDeployment) => [.. OfDeployment(spec)],
            nameof(InferenceService) => [.. LocalCommand(metadata, "metadata"), .. OfService(spec)],
            nameof(ServingRuntime) => [.. LocalCommand(metadata, "metadata"), .. Others(spec, FrozenSet<string>.Empty, "spec")],
            _ => [.. Others(spec, HarmlessFields.Pod, "spec"), OfReplica(metadata)],
        };
    }

    private static IEnumerable<EnginePart> OfDeployment(JsonObject spec)
    {
        var (model, engine) = (spec.Object("model"), spec.Object("engine"));
        var served = model.Text("servedName");
        var chosen = new EngineSpec { Type = engine.Text("type"), Runtime = engine.Text("runtime") };
        return
        [
            .. Others(spec, HarmlessFields.Deployment, "spec"),
            .. Others(model, HarmlessFields.DeployedModel, "spec.model"),

            // It becomes an argument of the engine, and what looks like another one, or like a template, would be taken for that.
            .. served is null || PlainName().IsMatch(served) ? [] : new[] { new EnginePart("spec.model.servedName", served, served) },
            .. Others(engine, HarmlessFields.Engine, "spec.engine"),
            .. Arguments(engine, "spec.engine", arguments => TuningArguments.FirstOther(chosen, model.Text("format"), arguments), chosen.Type),
            .. Variables(spec, "spec"),
            .. LocalCommand(spec, "spec"),
        ];
    }

    private static IEnumerable<EnginePart> OfService(JsonObject spec) =>
    [
        .. Others(spec, HarmlessFields.Service, "spec"),
        .. OfPredictor(spec.Object("predictor"), "spec.predictor"),
        .. OfComponent(spec.Object("transformer"), "spec.transformer"),
        .. OfComponent(spec.Object("explainer"), "spec.explainer"),
        .. spec.Objects("canary").SelectMany((canary, i) =>
            Others(canary, HarmlessFields.Canary, $"spec.canary[{i}]").Concat(OfPredictor(canary.Object("predictor"), $"spec.canary[{i}].predictor"))),
    ];

    private static IEnumerable<EnginePart> OfPredictor(JsonObject? predictor, string path)
    {
        var (model, at) = (predictor.Object("model"), $"{path}.model");
        var (runtime, format) = (model.Text("runtime"), model.Object("modelFormat").Text("name"));
        return
        [
            .. OfComponent(predictor, path),
            .. Others(predictor.Object("workerSpec"), HarmlessFields.Workers, $"{path}.workerSpec"),
            .. Others(model, HarmlessFields.Model, at),
            .. Arguments(model, at, arguments => TuningArguments.FirstOther(runtime, format, arguments), $"{runtime} {format}"),
            .. Variables(model, at),
            .. Probes.Where(p => model.Object(p)?["exec"] is not null).Select(p => new EnginePart($"{at}.{p}.exec", model.Object(p)!["exec"])),
        ];
    }

    private static IEnumerable<EnginePart> OfComponent(JsonObject? component, string path) =>
        [.. Others(component, HarmlessFields.Component, path), .. LocalCommand(component, path)];

    private static IEnumerable<EnginePart> Others(JsonObject? item, FrozenSet<string> harmless, string path) =>
        (item ?? []).Where(f => f.Value is not null && !harmless.Contains(f.Key)).Select(f => new EnginePart($"{path}.{f.Key}", f.Value));

    // What arguments mean depends on all of them together, and on the engine that reads them.
    private static IEnumerable<EnginePart> Arguments(JsonObject? item, string path, Func<IReadOnlyList<string>, string?> firstOther, string? engine) =>
        item?["args"] is JsonArray { Count: > 0 } arguments && firstOther([.. arguments.Select(a => a?.ToString() ?? "")]) is { } other
            ? [new EnginePart($"{path}.args", new JsonArray(engine, arguments.DeepClone()), other)]
            : [];

    private static IEnumerable<EnginePart> Variables(JsonObject? item, string path) =>
        item.Objects("env").Where(v => v.Text("name") is not { } name || !HarmlessFields.Variables.Contains(name)).Select(v => new EnginePart($"{path}.env[{v.Text("name")}]", v));

    private static IEnumerable<EnginePart> LocalCommand(JsonObject? annotated, string path) =>
        annotated.Object("annotations")?[ServingNames.LocalCommand] is { } command ? [new EnginePart($"{path}.annotations[{ServingNames.LocalCommand}]", command)] : [];

    // Calls of the service go to the Pods with the label. To take it away changes who answers as well, so nothing is something here.
    private static EnginePart OfReplica(JsonObject? metadata) =>
        new($"metadata.labels[{ServingNames.InferenceServiceLabel}]", metadata.Object("labels")?[ServingNames.InferenceServiceLabel]);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/@+-]*\z")]
    private static partial Regex PlainName();
}
