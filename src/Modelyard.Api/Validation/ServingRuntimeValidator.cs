namespace Modelyard.Api;

/// <summary>Rules on runtimes, of one namespace or of all.</summary>
internal static class ServingRuntimeValidator
{
    public static void Validate(ServingRuntime value, ServingRuntime? old, FieldErrors errors) =>
        Check(value.Spec, old?.Spec, $" under the servingruntime {value.Metadata.Name}", errors);

    public static void Validate(ClusterServingRuntime value, ClusterServingRuntime? old, FieldErrors errors) =>
        Check(value.Spec, old?.Spec, $" under the clusterservingruntime {value.Metadata.Name}", errors);

    private static void Check(ServingRuntimeSpec spec, ServingRuntimeSpec? old, string where, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        if (spec.Containers is not { Count: > 0 })
        {
            errors.Required(path.Child("containers"), "a runtime needs a container named kserve-container");
        }

        CheckPod(spec, path, errors);
        CheckPriorities(spec, where, path.Child("supportedModelFormats"), errors);
        if (spec.WorkerSpec is { } worker)
        {
            var at = path.Child("workerSpec");
            WorkerRules.CheckShape(worker.Containers, worker.PipelineParallelSize, worker.TensorParallelSize, "", at, errors);
            CheckPod(worker, at, errors);
            foreach (var (index, container) in (spec.Containers ?? []).Index())
            {
                WorkerRules.CheckVariables(container.Env, "", path.Child("containers").Index(index).Child("env"), errors);
            }
        }
        else if (old?.WorkerSpec is not null)
        {
            errors.Forbidden(path.Child("workerSpec"), "removing workerSpec where it already exists is not allowed");
        }
    }

    private static void CheckPod(RuntimePodSpec pod, FieldPath path, FieldErrors errors)
    {
        PodSpecRules.CheckVolumes(pod.Volumes ?? [], path.Child("volumes"), errors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, container) in (pod.Containers ?? []).Index())
        {
            var at = path.Child("containers").Index(index);
            PodSpecRules.CheckName(container.Name, at.Child("name"), names, errors);
            ContainerRules.Check(container, at, errors);
        }

        MetadataValidator.CheckLabels(pod.Labels, path.Child("labels"), errors);
        MetadataValidator.CheckAnnotations(pod.Annotations, path.Child("annotations"), errors);
    }

    // One format, several versions: a runtime must not prefer itself differently by version, or selection would depend on list order.
    private static void CheckPriorities(ServingRuntimeSpec spec, string where, FieldPath path, FieldErrors errors)
    {
        var first = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var (index, format) in (spec.SupportedModelFormats ?? []).Index())
        {
            if (format is { AutoSelect: true, Name: { } name }
                && !first.TryAdd(name, format.Priority)
                && first[name] is { } priority
                && format.Priority is { } other
                && priority != other)
            {
                errors.Invalid(path.Index(index).Child("priority"), other, $"different priorities assigned for the model format {name}{where}");
            }
        }
    }
}
