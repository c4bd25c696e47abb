using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The InferenceService of a deployment.</summary>
internal static class ServiceCompiler
{
    private const string Accelerator = TenancyNames.Group + "/accelerator";

    public static InferenceService Compile(ModelDeployment deployment, EnginePlan plan, PinnedModel? pinned)
    {
        var spec = deployment.Spec;
        var metadata = OwnedMetadata.Of(deployment);
        metadata.Annotations = new Dictionary<string, string> { [ServingNames.DeploymentMode] = ServingNames.ModeOf(spec) };
        if (spec.Scaling is { Metric: "cpu" })
        {
            metadata.Annotations[ServingNames.AutoscalerClass] = "hpa";
        }

        if (spec.Stopped == true)
        {
            metadata.Annotations[ServingNames.Stop] = "true";
        }

        if (pinned is not null)
        {
            metadata.Annotations[LibraryNames.VersionAnnotation] = pinned.Name;
        }

        var predictor = new PredictorSpec
        {
            MinReplicas = spec.Scaling?.MinReplicas ?? spec.Replicas ?? 1,
            MaxReplicas = spec.Scaling?.MaxReplicas ?? spec.Replicas ?? 1,
            ScaleMetric = spec.Scaling?.Metric,
            ScaleTarget = spec.Scaling?.Target,
            ContainerConcurrency = spec.Concurrency?.PerReplica,
            Timeout = Seconds(spec.Timeouts?.Total),
            Labels = spec.Labels,
            Annotations = pinned is null ? spec.Annotations : new Dictionary<string, string>(spec.Annotations ?? [])
            {
                [LibraryNames.DigestAnnotation] = pinned.Digest,
                [LibraryNames.VersionAnnotation] = pinned.Name,
            },
            NodeSelector = NodeSelector(spec),
            Tolerations = spec.Tolerations,
            Affinity = spec.Affinity,
            Model = new ModelSpec
            {
                ModelFormat = new ModelFormat { Name = plan.Format },
                Runtime = plan.Runtime,
                StorageUri = pinned?.Uri ?? spec.Model?.Uri,
                Command = plan.Command,
                Args = plan.Arguments.Count > 0 ? plan.Arguments : null,
                Env = spec.Env is { Count: > 0 } ? spec.Env : null,
                Resources = spec.Resources?.AsRequirements(),
            },
        };
        return new InferenceService { Metadata = metadata, Spec = new InferenceServiceSpec { Predictor = predictor } };
    }

    private static Dictionary<string, string>? NodeSelector(ModelDeploymentSpec spec) =>
        spec.Resources?.AcceleratorClass is { } accelerator
            ? new Dictionary<string, string>(spec.NodeSelector ?? []) { [Accelerator] = accelerator }
            : spec.NodeSelector;

    private static long? Seconds(string? duration) =>
        duration is not null && DurationText.TryParse(duration, out var time) ? (long)Math.Ceiling(time.TotalSeconds) : null;
}
