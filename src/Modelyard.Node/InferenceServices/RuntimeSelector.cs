using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Chooses the runtime of a model by KServe's rules, of which several surprise: see the members.</summary>
internal static class RuntimeSelector
{
    /// <summary>The runtime for <paramref name="model"/>.</summary>
    /// <param name="model">The model as the user wrote it.</param>
    /// <param name="multiNode">Whether the predictor has a <c>workerSpec</c>.</param>
    /// <param name="inNamespace">The runtimes of the service's namespace.</param>
    /// <param name="inCluster">The cluster's runtimes.</param>
    /// <exception cref="PredictorRejectedException">There is none.</exception>
    public static SelectedRuntime Select(
        ModelSpec model, bool multiNode, IEnumerable<ServingRuntime> inNamespace, IEnumerable<ClusterServingRuntime> inCluster) =>
        string.IsNullOrEmpty(model.Runtime)
            ? SelectByFormat(model, multiNode, inNamespace.Select(SelectedRuntime.Of), inCluster.Select(SelectedRuntime.Of))
            : SelectByName(model, inNamespace.Select(SelectedRuntime.Of), inCluster.Select(SelectedRuntime.Of));

    // The namespace is asked before the cluster. A runtime asked for by name need not offer itself (autoSelect).
    private static SelectedRuntime SelectByName(ModelSpec model, IEnumerable<SelectedRuntime> inNamespace, IEnumerable<SelectedRuntime> inCluster)
    {
        var runtime = inNamespace.Concat(inCluster).FirstOrDefault(r => r.Name == model.Runtime)
            ?? throw new PredictorRejectedException(
                FailureReason.RuntimeNotRecognized,
                $"Waiting for runtime to become available: no ServingRuntimes or ClusterServingRuntimes with the name: {model.Runtime}. "
                + "List them with: kubectl get servingruntimes,clusterservingruntimes");
        if (runtime.Spec.Disabled == true)
        {
            throw new PredictorRejectedException(
                FailureReason.RuntimeDisabled, $"Specified runtime is disabled: {model.Runtime} has spec.disabled: true.");
        }

        if (model.ProtocolVersion is { } protocol && !ProtocolVersions.Supports(runtime.Spec.ProtocolVersions, protocol))
        {
            throw new PredictorRejectedException(
                FailureReason.NoSupportingRuntime,
                $"Specified runtime does not support specified protocol version: {model.Runtime} speaks "
                + $"{string.Join(", ", runtime.Spec.ProtocolVersions!)}, not {protocol}.");
        }

        if (!SupportsFormat(runtime.Spec, model.ModelFormat, onlyAutoSelect: false))
        {
            throw new PredictorRejectedException(
                FailureReason.NoSupportingRuntime,
                $"Specified runtime does not support specified framework/version: {model.Runtime} serves "
                + $"{FormatList(runtime.Spec)}, not {FormatName(model.ModelFormat)}.");
        }

        return runtime;
    }

    // A namespace's own runtimes go before the cluster's whatever their priorities are.
    private static SelectedRuntime SelectByFormat(
        ModelSpec model, bool multiNode, IEnumerable<SelectedRuntime> inNamespace, IEnumerable<SelectedRuntime> inCluster)
    {
        var protocol = string.IsNullOrEmpty(model.ProtocolVersion) ? ProtocolVersions.V1 : model.ProtocolVersion;
        bool Fits(SelectedRuntime runtime) =>
            runtime.Spec.Disabled != true
            && runtime.Spec.MultiModel != true
            && runtime.Spec.WorkerSpec is not null == multiNode
            && SupportsFormat(runtime.Spec, model.ModelFormat, onlyAutoSelect: true)
            && ProtocolVersions.Supports(runtime.Spec.ProtocolVersions, protocol);

        return Ordered(inNamespace.Where(Fits), model).Concat(Ordered(inCluster.Where(Fits), model)).FirstOrDefault()
            ?? throw new PredictorRejectedException(
                FailureReason.NoSupportingRuntime,
                $"No runtime found to support specified framework/version: no enabled runtime selects itself for model format "
                + $"{FormatName(model.ModelFormat)} with protocol {protocol}. Name one in spec.predictor.model.runtime, or add one.");
    }

    private static IEnumerable<SelectedRuntime> Ordered(IEnumerable<SelectedRuntime> runtimes, ModelSpec model) =>
        runtimes
            .OrderByDescending(r => Priority(r.Spec, model.ModelFormat) ?? int.MinValue)
            .ThenBy(r => ProtocolVersions.LowestRank(r.Spec.ProtocolVersions))
            .ThenByDescending(r => r.Meta.CreationTimestamp ?? DateTimeOffset.MinValue)
            .ThenBy(r => r.Name, StringComparer.Ordinal);

    // The first entry of the format decides, also for models of another version of it.
    private static int? Priority(ServingRuntimeSpec runtime, ModelFormat? format) =>
        runtime.SupportedModelFormats?.FirstOrDefault(f => f.Name == format?.Name)?.Priority;

    // Versions are compared as text: "1" is not "1.0". A model without a version fits any.
    private static bool SupportsFormat(ServingRuntimeSpec runtime, ModelFormat? format, bool onlyAutoSelect) =>
        runtime.SupportedModelFormats?.Any(f =>
            (!onlyAutoSelect || f.AutoSelect == true)
            && f.Name == format?.Name
            && (format?.Version is null || f.Version == format.Version)) == true;

    private static string FormatName(ModelFormat? format) =>
        format?.Version is { } version ? $"{format.Name}:{version}" : format?.Name ?? "(none)";

    private static string FormatList(ServingRuntimeSpec runtime) =>
        runtime.SupportedModelFormats is { Count: > 0 } formats ? string.Join(", ", formats.Select(FormatName).Distinct()) : "no format";
}
