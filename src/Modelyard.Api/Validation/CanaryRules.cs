namespace Modelyard.Api;

/// <summary>Rules on canaries: predictors that run beside the stable one and take a share of its traffic.</summary>
internal static class CanaryRules
{
    public static void Check(InferenceService service, FieldPath path, FieldErrors errors)
    {
        if (service.Spec.Canary is not { Count: > 0 } canaries)
        {
            return;
        }

        if (service.Metadata.Annotations?.GetValueOrDefault(ServingNames.DeploymentMode) != ServingNames.StandardMode)
        {
            errors.Forbidden(path, "canary is only supported in Standard deployment mode");
        }

        if (canaries.Sum(c => c.TrafficPercent ?? 0) is var sum and > 100)
        {
            errors.Invalid(path, sum, $"sum of canary trafficPercent values ({sum}) must be <= 100");
        }

        var stable = service.Spec.Predictor!;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, canary) in canaries.Index())
        {
            if (canary.Predictor is { } predictor)
            {
                CheckPredictor(predictor, stable, names, path.Index(index).Child("predictor"), errors);
            }
        }
    }

    private static void CheckPredictor(PredictorSpec canary, PredictorSpec stable, HashSet<string> names, FieldPath path, FieldErrors errors)
    {
        if (canary.Name is not { Length: > 0 } name)
        {
            errors.Required(path.Child("name"), "a canary needs a name of its own");
        }
        else if (name == stable.Name)
        {
            errors.Invalid(path.Child("name"), name, "must differ from the name of the stable predictor");
        }
        else if (!names.Add(name))
        {
            errors.Duplicate(path.Child("name"), name);
        }

        foreach (var (field, value) in new (string, object?)[]
        {
            ("workerSpec", canary.WorkerSpec), ("maxReplicas", canary.MaxReplicas), ("scaleTarget", canary.ScaleTarget),
            ("scaleMetric", canary.ScaleMetric), ("autoScaling", canary.AutoScaling),
        })
        {
            if (value is not null)
            {
                errors.Forbidden(path.Child(field), "may not be set on a canary; it follows the stable predictor");
            }
        }

        if (canary.MinReplicas is { } least && least > (stable.MinReplicas ?? 1))
        {
            errors.Invalid(path.Child("minReplicas"), least, "must not be greater than minReplicas of the stable predictor");
        }

        if (canary.Model?.StorageUri is { } uri && StorageUriRules.WhatIsWrong(uri) is { } wrong)
        {
            errors.Invalid(path.Child("model").Child("storageUri"), uri, wrong);
        }
    }
}
