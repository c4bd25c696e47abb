using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>
/// Defaults of InferenceServices: old ways of writing become the current one, and the deployment mode is always said.
/// </summary>
/// <remarks>
/// No default resources are filled in, unlike in a cluster: a process is not confined to them here, and a reservation of one core and
/// 2 GiB for each model would stop a laptop at its second model although both would run well.
/// </remarks>
internal static class InferenceServiceDefaulter
{
    private const string ProtocolVersion2 = "v2";

    /// <summary>The older keys of a predictor, one for each framework.</summary>
    public static readonly string[] Frameworks =
        ["sklearn", "xgboost", "tensorflow", "pytorch", "triton", "onnx", "huggingface", "pmml", "lightgbm", "paddle"];

    public static void Fill(JsonObject document)
    {
        var metadata = document.ObjectOrNew("metadata");
        FillMode(metadata?.ObjectOrNew("annotations"));
        if (document.Object("spec") is not { } spec)
        {
            return;
        }

        FillPredictor(spec.Object("predictor"));
        foreach (var canary in spec.Objects("canary"))
        {
            FillPredictor(canary.Object("predictor"));

            // The published definition demands a name here (and the rules forbid it in the stable predictor).
            canary.Object("predictor").Object("model")?.Fill("name", ServingNames.ServingContainer);
        }

        NameContainer(spec.Object("predictor"), isCustom: spec.Object("predictor").Object("model") is null);
        NameContainer(spec.Object("transformer"), isCustom: true);
        NameContainer(spec.Object("explainer"), isCustom: spec.Object("explainer").Object("art") is null);

        // Templates of runtimes may refer to the format by this annotation.
        if (spec.Object("predictor").Object("model").Object("modelFormat").Text("name") is { } format && metadata.Object("annotations") is { } annotations)
        {
            annotations[ServingNames.ModelFormatAnnotation] = format;
        }
    }

    private static void FillMode(JsonObject? annotations)
    {
        if (annotations is not null)
        {
            annotations.Fill(ServingNames.DeploymentMode, ServingNames.StandardMode);
            if (annotations.Text(ServingNames.DeploymentMode) is { } mode)
            {
                annotations[ServingNames.DeploymentMode] = ServingNames.CurrentMode(mode);
            }
        }
    }

    private static void FillPredictor(JsonObject? predictor)
    {
        if (predictor is null)
        {
            return;
        }

        // With two implementations there is nothing to choose: the validator says so.
        var framework = Frameworks.Where(f => predictor[f] is JsonObject).ToArray();
        if (framework.Length == 1 && predictor["model"] is null)
        {
            var model = predictor[framework[0]]!.AsObject();
            predictor.Remove(framework[0]);
            model["modelFormat"] = new JsonObject { ["name"] = framework[0] };
            if (framework[0] is "triton" or "onnx" or "huggingface")
            {
                model.Fill("protocolVersion", ProtocolVersion2);
            }

            predictor["model"] = model;
        }

        if (predictor.Object("model") is { } current && current.Object("modelFormat").Text("name") is "triton" or "vLLM")
        {
            current.Fill("protocolVersion", ProtocolVersion2);
        }
    }

    // A container of one's own that stands alone is the one that serves, whatever it is called.
    private static void NameContainer(JsonObject? component, bool isCustom)
    {
        var containers = component.Objects("containers").ToArray();
        if (isCustom && containers.Length > 0 && (containers.Length == 1 || containers[0].Text("name") is not { Length: > 0 }))
        {
            containers[0]["name"] = ServingNames.ServingContainer;
        }
    }
}
