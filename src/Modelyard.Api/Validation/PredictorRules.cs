using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Rules on predictors.</summary>
internal static partial class PredictorRules
{
    private const string Choices = "SKLearn, XGBoost, Tensorflow, PyTorch, Triton, ONNX, HuggingFace, PMML, LightGBM, Paddle, Model, PodSpec";

    public static void Check(PredictorSpec predictor, InferenceService service, FieldPath path, FieldErrors errors)
    {
        var models = Models(predictor).Where(m => m.Value is not null).ToList();
        var own = predictor.Containers?.Count(c => c.Name == ServingNames.ServingContainer) ?? 0;
        if (models.Count == 0 && own == 0 && predictor.Containers is { Count: > 0 })
        {
            own = 1;
        }

        if (models.Count + own != 1)
        {
            errors.Invalid(path, "", $"exactly one of [{Choices}] must be specified in PredictorSpec");
        }

        foreach (var (name, model) in models)
        {
            CheckModel(model!, path.Child(name), errors);
        }

        CheckCollocatedTransformer(predictor, path, errors);
        var single = models.Select(m => m.Value!.StorageUri).FirstOrDefault(u => u is not null);
        StorageUriRules.Check(predictor.StorageUris, single ?? InferenceServiceValidator.OwnStorageUri(predictor), path.Child("storageUris"), errors);
        if (predictor.WorkerSpec is { } worker)
        {
            WorkerRules.Check(worker, predictor, service, path, errors);
        }
    }

    private static void CheckModel(PredictorExtension model, FieldPath path, FieldErrors errors)
    {
        if (model.Name is { Length: > 0 } name)
        {
            errors.Invalid(path.Child("name"), name, "the 'name' field is not allowed in standard predictor");
        }

        if (model is ModelSpec spec && string.IsNullOrEmpty(spec.ModelFormat?.Name))
        {
            errors.Required(path.Child("modelFormat").Child("name"));
        }

        if (model.StorageUri is { } uri && StorageUriRules.WhatIsWrong(uri) is { } wrong)
        {
            errors.Invalid(path.Child("storageUri"), uri, wrong);
        }

        ContainerRules.Check(model, path, errors);

        // The one probe whose port the public schema demands even here.
        if (model.StartupProbe?.HttpGet is { Port: null })
        {
            errors.Required(path.Child("startupProbe").Child("httpGet").Child("port"));
        }

        CheckConfidential(model, path.Child("confidential"), errors);
    }

    private static void CheckConfidential(PredictorExtension model, FieldPath path, FieldErrors errors)
    {
        if (model.Confidential is not { Enabled: true } confidential)
        {
            return;
        }

        if (model.StorageUri is not { Length: > 0 })
        {
            errors.Invalid(path, true, "confidential model serving requires storageUri to be set");
        }

        if (confidential.ResourceId is { Length: > 0 } id && !ResourceIdRegex().IsMatch(id))
        {
            errors.Invalid(path.Child("resourceId"), id, $"invalid confidential resourceId format \"{id}\", expected kbs:///<repo>/<type>/<tag>");
        }
    }

    private static void CheckCollocatedTransformer(PredictorSpec predictor, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, container) in (predictor.Containers ?? []).Index())
        {
            if (container.Name == ServingNames.TransformerContainer && container.Env?.Any(v => v.Name == ServingNames.StorageUriVariable) == true)
            {
                errors.Forbidden(path.Child("containers").Index(index).Child("env"), "storage uri should not be specified in transformer container");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, PredictorExtension?>> Models(PredictorSpec p) => new Dictionary<string, PredictorExtension?>
    {
        ["model"] = p.Model,
        ["sklearn"] = p.Sklearn,
        ["xgboost"] = p.Xgboost,
        ["tensorflow"] = p.Tensorflow,
        ["pytorch"] = p.Pytorch,
        ["triton"] = p.Triton,
        ["onnx"] = p.Onnx,
        ["huggingface"] = p.Huggingface,
        ["pmml"] = p.Pmml,
        ["lightgbm"] = p.Lightgbm,
        ["paddle"] = p.Paddle,
    };

    [GeneratedRegex(@"^kbs:///[a-zA-Z0-9_-]+/[a-zA-Z0-9_-]+/[a-zA-Z0-9_.-]+\z")]
    private static partial Regex ResourceIdRegex();
}
