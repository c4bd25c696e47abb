namespace Modelyard.Api;

/// <summary>Rules on predictors and runtimes that span machines.</summary>
internal static class WorkerRules
{
    private static readonly string[] SizeVariables = ["PIPELINE_PARALLEL_SIZE", "TENSOR_PARALLEL_SIZE"];

    public static void Check(WorkerSpec worker, PredictorSpec predictor, InferenceService service, FieldPath path, FieldErrors errors)
    {
        var subject = $"the InferenceService \"{service.Metadata.Name}\" is invalid: ";
        var at = path.Child("workerSpec");
        CheckShape(worker.Containers, worker.PipelineParallelSize, worker.TensorParallelSize, subject, at, errors);
        if (predictor.Model is not { } model)
        {
            return;
        }

        CheckVariables(model.Env, subject, path.Child("model").Child("env"), errors);
        if (model.StorageUri is not { } uri)
        {
            errors.Required(path.Child("model").Child("storageUri"), subject + "StorageURI must be set for multinode enabled");
        }
        else if (uri.Split("://")[0] is var scheme and not ("pvc" or "oci"))
        {
            errors.Invalid(path.Child("model").Child("storageUri"), uri, $"{subject}Multinode only supports 'pvc' and 'oci' Storage Protocol({scheme})");
        }

        if (service.Metadata.Annotations?.GetValueOrDefault(ServingNames.AutoscalerClass) is var scaler and not "none")
        {
            errors.Invalid(
                FieldPath.Of("metadata").Child("annotations").Key(ServingNames.AutoscalerClass), scaler ?? "", $"{subject}Multinode only supports 'none' autoscaler({scaler})");
        }
    }

    public static void CheckShape(List<Container>? containers, int? stages, int? parts, string subject, FieldPath path, FieldErrors errors)
    {
        if (containers is { Count: > 1 })
        {
            errors.Forbidden(path.Child("containers"), subject + "setting multiple containers in workerSpec is not allowed");
        }

        if (stages < 1)
        {
            errors.Invalid(path.Child("pipelineParallelSize"), stages, $"{subject}the WorkerSpec.PipelineParallelSize cannot be less than 1({stages})");
        }

        if (parts < 1)
        {
            errors.Invalid(path.Child("tensorParallelSize"), parts, $"{subject}the WorkerSpec.TensorParallelSize cannot be less than 1({parts})");
        }
    }

    public static void CheckVariables(List<EnvVar>? variables, string subject, FieldPath path, FieldErrors errors)
    {
        foreach (var name in SizeVariables.Where(n => variables?.Any(v => v.Name == n) == true))
        {
            errors.Forbidden(path, $"{subject}setting {name} in environment variables is not allowed");
        }
    }
}
