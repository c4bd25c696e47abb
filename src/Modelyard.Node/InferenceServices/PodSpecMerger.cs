using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Lays what the predictor says over what its runtime says, as KServe does.</summary>
internal static class PodSpecMerger
{
    private static readonly ResourceSchema PodSpecSchema =
        KindRegistry.BuiltIn.Single(k => k is { Group: "", Kind: "Pod" }).Schema.Value.Properties!["spec"];

    private static readonly ResourceSchema ContainerSchema = PodSpecSchema.Properties!["containers"].Items!;

    /// <summary>One container: strategic merge, except that arguments add up (the runtime's, then the predictor's).</summary>
    public static Container MergeContainer(Container runtime, Container predictor)
    {
        var own = Json(AsContainer(predictor));
        own.Remove("name");
        var merged = StrategicMerge.Apply(Json(AsContainer(runtime)), own, ContainerSchema).Deserialize<Container>(ApiJson.Options)!;
        merged.Args = runtime.Args is null && predictor.Args is null ? null : [.. runtime.Args ?? [], .. predictor.Args ?? []];
        return merged;
    }

    /// <summary>Everything about the Pod except its containers.</summary>
    public static PodSpec MergePod(RuntimePodSpec? runtime, PodSpec predictor)
    {
        var below = Json(new PodSpec
        {
            NodeSelector = runtime?.NodeSelector,
            Affinity = runtime?.Affinity,
            Tolerations = runtime?.Tolerations,
            Volumes = runtime?.Volumes,
            ImagePullSecrets = runtime?.ImagePullSecrets,
            SchedulerName = runtime?.SchedulerName,
            ResourceClaims = runtime?.ResourceClaims,
            HostIPC = runtime?.HostIPC,
        });
        var above = Json(Json(predictor).Deserialize<PodSpec>(ApiJson.Options)!);
        above.Remove("containers");
        return StrategicMerge.Apply(below, above, PodSpecSchema).Deserialize<PodSpec>(ApiJson.Options)!;
    }

    /// <summary>Only the container, without the fields that a predictor adds to it.</summary>
    public static Container AsContainer(Container container) => Json(container).Deserialize<Container>(ApiJson.Options)!;

    private static JsonObject Json<T>(T value)
        where T : class => JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Options)!.AsObject();
}
