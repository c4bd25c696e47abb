using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>
/// Makes of a deployment the InferenceService that runs it, and the ServingRuntime where none that exists does. A pure function; the same
/// on one machine and in a cluster.
/// </summary>
internal static class DeploymentCompiler
{
    /// <summary>What <paramref name="deployment"/> is to own.</summary>
    /// <param name="deployment">As it is written.</param>
    /// <param name="runtimes">Those that its project can use.</param>
    /// <param name="version">The version of the library that it names; null when it names none.</param>
    /// <exception cref="DeploymentRejectedException">It cannot be run as it is written, or not yet.</exception>
    public static DesiredObjects Compile(ModelDeployment deployment, KnownRuntimes runtimes, ModelVersion? version = null)
    {
        var engine = deployment.Spec.Engine!;
        if (engine.Type == EngineType.External)
        {
            return new DesiredObjects(null, null);
        }

        var pinned = deployment.Spec.Model?.Version is { } name ? PinnedModel.Of(name, deployment, version) : null;
        var plan = engine.Type switch
        {
            EngineType.BuiltInLlama => BuiltInEngine.Llama(deployment),
            EngineType.BuiltInOnnx => BuiltInEngine.Onnx(deployment),
            EngineType.VLLM => VllmEngine.Plan(deployment),
            EngineType.NIM => NimEngine.Plan(deployment),
            _ => CustomEngine.Plan(deployment, Required(engine, runtimes)),
        };

        // What is stopped is to be stopped, whatever has become of its runtime.
        if (plan.Own is null && deployment.Spec.Stopped != true && runtimes.Find(plan.Runtime) is null)
        {
            throw Missing(plan.Runtime);
        }

        return new DesiredObjects(ServiceCompiler.Compile(deployment, plan, pinned), Runtime(deployment, plan));
    }

    private static KnownRuntimes Required(EngineSpec engine, KnownRuntimes runtimes) =>
        engine.Runtime is { } name && runtimes.Find(name) is null ? throw Missing(name) : runtimes;

    private static DeploymentRejectedException Missing(string runtime) => new(
        "RuntimeNotFound",
        $"There is no ServingRuntime in the project and no ClusterServingRuntime with the name {runtime}. "
        + "See which there are with: kubectl get servingruntimes,clusterservingruntimes",
        isAwaited: true);

    private static ServingRuntime? Runtime(ModelDeployment deployment, EnginePlan plan) =>
        plan.Own is null ? null : new ServingRuntime { Metadata = OwnedMetadata.Of(deployment), Spec = plan.Own };
}
