using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>The runtime that an object has its model served with.</summary>
/// <param name="Path">Where it is chosen.</param>
/// <param name="Name">Its name; null where the format of the model chooses.</param>
/// <param name="Format">The format of the model.</param>
/// <param name="Terms">What else a runtime is chosen by.</param>
public sealed record RuntimeChoice(string Path, string? Name, string? Format, string Terms = "")
{
    /// <summary>What an object chooses.</summary>
    public static IReadOnlyList<RuntimeChoice> Of(KindDescriptor kind, JsonObject document) => (kind.Group, kind.Kind) switch
    {
        (TenancyNames.Group, nameof(ModelDeployment)) => [.. OfDeployment(document.Object("spec"))],
        (ServingNames.Group, nameof(InferenceService)) => [.. OfService(document.Object("spec"))],
        _ => [],
    };

    /// <summary>Whether a runtime of the project may be what is chosen.</summary>
    public bool MayBe(ServingRuntime runtime) => Name is { } name
        ? runtime.Metadata.Name == name
        : runtime.Spec.SupportedModelFormats?.Exists(f => f.AutoSelect == true && f.Name == Format) == true;

    private static IEnumerable<RuntimeChoice> OfDeployment(JsonObject? spec)
    {
        var engine = spec.Object("engine");
        var name = engine.Text("type") switch
        {
            EngineType.BuiltInLlama => ServingNames.LlamaRuntime,
            EngineType.BuiltInOnnx => ServingNames.OnnxRuntime,
            _ => engine.Text("runtime"),
        };
        if (name is not null)
        {
            yield return new RuntimeChoice(engine.Text("runtime") is null ? "spec.engine.type" : "spec.engine.runtime", name, spec.Object("model").Text("format"));
        }
    }

    private static IEnumerable<RuntimeChoice> OfService(JsonObject? spec)
    {
        var predictors = spec.Objects("canary").Select((c, i) => ($"spec.canary[{i}].predictor", c.Object("predictor")));
        foreach (var (path, predictor) in predictors.Prepend(("spec.predictor", spec.Object("predictor"))))
        {
            if (predictor.Object("model") is { } model)
            {
                var name = model.Text("runtime") is { Length: > 0 } given ? given : null;
                var format = model.Object("modelFormat");
                yield return new RuntimeChoice(
                    $"{path}.model.{(name is null ? "modelFormat" : "runtime")}", name, format.Text("name"), $"{format.Text("version")} {model.Text("protocolVersion")} {predictor!.ContainsKey("workerSpec")}");
            }
        }
    }
}
