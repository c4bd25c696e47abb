using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>A server of the user's: an image, or a runtime that exists.</summary>
internal static class CustomEngine
{
    private const int DefaultPort = 8080;

    /// <exception cref="DeploymentRejectedException">The runtime is not there, or does not say what it serves.</exception>
    public static EnginePlan Plan(ModelDeployment deployment, KnownRuntimes runtimes)
    {
        var (spec, engine) = (deployment.Spec, deployment.Spec.Engine!);
        if (engine.Runtime is { } name)
        {
            return new EnginePlan(name, spec.Model?.Format ?? FirstFormat(name, runtimes)) { Command = engine.Command, Arguments = [.. engine.Args ?? []] };
        }

        var (format, port) = (spec.Model?.Format ?? "custom", engine.Port ?? DefaultPort);
        return new EnginePlan(deployment.Metadata.Name!, format)
        {
            Own = ImageRuntime.Create(
                engine, engine.Image!, format, port,
                container => container.ReadinessProbe = new Probe
                {
                    TcpSocket = new TcpSocketAction { Port = port },
                    PeriodSeconds = 5,
                    TimeoutSeconds = 2,
                    SuccessThreshold = 1,
                    FailureThreshold = 3,
                }),
            Arguments = [.. engine.Args ?? []],
        };
    }

    private static string FirstFormat(string name, KnownRuntimes runtimes) =>
        runtimes.Find(name)?.SupportedModelFormats?.FirstOrDefault()?.Name
        ?? throw new DeploymentRejectedException(
            "FormatUnknown", $"The runtime {name} does not say which formats it serves: name the model's in spec.model.format.", isAwaited: false);
}
