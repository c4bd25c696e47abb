using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The engines that are part of Modelyard. Their runtimes come with it.</summary>
internal static class BuiltInEngine
{
    public static EnginePlan Llama(ModelDeployment deployment)
    {
        var engine = deployment.Spec.Engine!;
        return new EnginePlan(ServingNames.LlamaRuntime, deployment.Spec.Model?.Format ?? "gguf")
        {
            Arguments = new EngineArguments(engine.Args)
                .Add("--ctx-size", engine.ContextLength?.ToString(CultureInfo.InvariantCulture))
                .Add("--prefix-cache-mb", engine.PromptCaching == false ? "0" : null)
                .WithOwn(),
        };
    }

    public static EnginePlan Onnx(ModelDeployment deployment) =>
        new(ServingNames.OnnxRuntime, deployment.Spec.Model?.Format ?? "onnx") { Arguments = [.. deployment.Spec.Engine!.Args ?? []] };
}
