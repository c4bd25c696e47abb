using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>vLLM: its server, started on the model's folder.</summary>
internal static class VllmEngine
{
    public const string DefaultImage = "vllm/vllm-openai:v0.19.0";

    private const int DefaultPort = 8000;
    private const string Shared = "shared-memory";

    public static EnginePlan Plan(ModelDeployment deployment)
    {
        var (spec, engine) = (deployment.Spec, deployment.Spec.Engine!);
        var (format, port) = (spec.Model?.Format ?? "vLLM", engine.Port ?? DefaultPort);
        return new EnginePlan(deployment.Metadata.Name!, format)
        {
            Own = ImageRuntime.Create(
                engine, engine.Image ?? DefaultImage, format, port,
                container =>
                {
                    // The program is named, not left to the image: what images start by themselves has changed between versions.
                    container.Command ??= ["vllm", "serve"];
                    container.Args = Arguments(deployment, port);
                    container.Env =
                    [
                        // The image may run as a user without a home: what is cached goes where anybody may write.
                        new EnvVar { Name = "HF_HOME", Value = "/tmp/huggingface" },
                        new EnvVar { Name = "VLLM_CACHE_ROOT", Value = "/tmp/vllm" },
                    ];
                    container.VolumeMounts = [ImageRuntime.Mount(Shared, "/dev/shm")];
                    container.StartupProbe = HealthProbe.Startup("/health", port);
                    container.ReadinessProbe = HealthProbe.Readiness("/health", port);
                    container.LivenessProbe = HealthProbe.Liveness("/health", port);
                },
                // The processes of several GPUs exchange tensors over it; the 64 MiB that containers get are not enough.
                ImageRuntime.Folder(Shared, medium: "Memory")),
            Arguments = [.. engine.Args ?? []],
        };
    }

    private static List<string> Arguments(ModelDeployment deployment, int port)
    {
        var (spec, engine) = (deployment.Spec, deployment.Spec.Engine!);
        var options = new EngineArguments(engine.Args)
            .Add("--port", port.ToString(CultureInfo.InvariantCulture))
            .Add("--max-model-len", engine.ContextLength?.ToString(CultureInfo.InvariantCulture))
            .Add("--tensor-parallel-size", spec.Resources?.Gpus is > 1 and var gpus ? gpus.ToString() : null)
            .Add("--enable-prefix-caching", engine.PromptCaching == false ? null : "", opposite: "--no-enable-prefix-caching")
            .Add("--no-enable-prefix-caching", engine.PromptCaching == false ? "" : null, opposite: "--enable-prefix-caching")
            .WithoutOwn();

        // It answers to both names: the gateway calls it by the deployment's.
        return [ImageRuntime.ModelFolder, "--served-model-name", .. ServedNames.Of(deployment), .. options];
    }
}
