using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>NVIDIA NIM: an image that is told everything by variables and fetches its model itself.</summary>
internal static class NimEngine
{
    /// <summary>The Secret and key that NVIDIA's own charts use for the key to its registry of models.</summary>
    public const string KeySecret = "ngc-api";

    private const string KeyVariable = "NGC_API_KEY";
    private const int DefaultPort = 8000;
    private const string Cache = "nim-cache";
    private const string CacheFolder = "/opt/nim/.cache";
    private const string Shared = "shared-memory";

    public static EnginePlan Plan(ModelDeployment deployment)
    {
        var (spec, engine) = (deployment.Spec, deployment.Spec.Engine!);
        var (format, port) = (spec.Model?.Format ?? "nim", engine.Port ?? DefaultPort);
        return new EnginePlan(deployment.Metadata.Name!, format)
        {
            Own = ImageRuntime.Create(
                engine, engine.Image!, format, port,
                container =>
                {
                    container.Env = [.. Variables(deployment, port)];
                    container.VolumeMounts = [ImageRuntime.Mount(Cache, CacheFolder), ImageRuntime.Mount(Shared, "/dev/shm")];
                    container.StartupProbe = HealthProbe.Startup("/v1/health/ready", port);
                    container.ReadinessProbe = HealthProbe.Readiness("/v1/health/ready", port);
                    container.LivenessProbe = HealthProbe.Liveness("/v1/health/live", port);
                },
                ImageRuntime.Folder(Cache),
                ImageRuntime.Folder(Shared, medium: "Memory")),
            // Arguments of a command of the user's are its own; the image's are told by a variable.
            Arguments = engine.Command is null ? [] : [.. engine.Args ?? []],
        };
    }

    private static IEnumerable<EnvVar> Variables(ModelDeployment deployment, int port)
    {
        var (spec, engine) = (deployment.Spec, deployment.Spec.Engine!);
        var portText = port.ToString(CultureInfo.InvariantCulture);
        yield return Variable("NIM_CACHE_PATH", CacheFolder);
        yield return Variable("NIM_SERVED_MODEL_NAME", string.Join(',', ServedNames.Of(deployment)));

        // Two names of the same: NIMs for language call it one way, those for other models the other.
        yield return Variable("NIM_SERVER_PORT", portText);
        yield return Variable("NIM_HTTP_API_PORT", portText);
        if (spec.Model?.Uri is not null)
        {
            // An image without a model of its own; again by two names, of version 1 and of version 2.
            yield return Variable("NIM_MODEL_NAME", ImageRuntime.ModelFolder);
            yield return Variable("NIM_MODEL_PATH", ImageRuntime.ModelFolder);
        }

        if (engine.ContextLength is { } length)
        {
            yield return Variable("NIM_MAX_MODEL_LEN", length.ToString(CultureInfo.InvariantCulture));
        }

        yield return Variable("NIM_ENABLE_KV_CACHE_REUSE", engine.PromptCaching == false ? "0" : "1");
        if (engine.Command is null && PassedThrough(engine) is { Count: > 0 } passed)
        {
            yield return Variable("NIM_PASSTHROUGH_ARGS", string.Join(' ', passed.Select(Quoted)));
        }

        if (spec.Env?.Exists(v => v.Name == KeyVariable) != true)
        {
            // Not every image needs it: one that does says so when it is missing.
            yield return new EnvVar
            {
                Name = KeyVariable,
                ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = KeySecret, Key = KeyVariable, Optional = true } },
            };
        }
    }

    // On is what the engine does anyway; images whose engine does not know the option are not to stumble over it.
    private static List<string> PassedThrough(EngineSpec engine) =>
        new EngineArguments(engine.Args)
            .Add("--no-enable-prefix-caching", engine.PromptCaching == false ? "" : null, opposite: "--enable-prefix-caching")
            .WithOwn();

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_=./:,+@%".Contains(c)) ? argument : $"'{argument.Replace("'", "'\\''")}'";

    private static EnvVar Variable(string name, string value) => new() { Name = name, Value = value };
}
