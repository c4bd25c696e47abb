namespace Modelyard.Api;

/// <summary>Rules on scaling, which differ by what does the scaling.</summary>
internal static class ScalingRuleSet
{
    private const string Percentage = "the target utilization percentage should be a [1-100] integer";

    public static void Check(ComponentSpec component, IReadOnlyDictionary<string, string> annotations, FieldPath path, FieldErrors errors)
    {
        CheckReplicas(component, path, errors);
        var scaler = annotations.GetValueOrDefault(ServingNames.AutoscalerClass);
        switch (annotations.GetValueOrDefault(ServingNames.DeploymentMode), scaler)
        {
            case (ServingNames.StandardMode, "hpa"):
                CheckPodScaler(component, path, errors);
                break;
            case (ServingNames.StandardMode, "keda"):
                CheckEventScaler(component, path, errors);
                break;
            case (ServingNames.StandardMode, _):
                break;
            default:
                CheckRevisionScaler(component, path, errors);
                break;
        }
    }

    private static void CheckReplicas(ComponentSpec component, FieldPath path, FieldErrors errors)
    {
        var (least, most) = (component.MinReplicas ?? 1, component.MaxReplicas ?? 0);
        if (least < 0)
        {
            errors.Invalid(path.Child("minReplicas"), least, "'MinReplicas' cannot be less than 0");
        }

        if (most < 0)
        {
            errors.Invalid(path.Child("maxReplicas"), most, "'MaxReplicas' cannot be less than 0");
        }
        else if (least > most && most != 0)
        {
            errors.Invalid(path.Child("minReplicas"), least, "'MinReplicas' cannot be greater than MaxReplicas");
        }

        if (component.ContainerConcurrency < 0)
        {
            errors.Invalid(path.Child("containerConcurrency"), component.ContainerConcurrency, "parallelism cannot be less than 0");
        }

        if (component.Timeout < 0)
        {
            errors.Invalid(path.Child("timeout"), component.Timeout, "must be greater than or equal to 0");
        }

        if (component.CanaryTrafficPercent is < 0 or > 100)
        {
            errors.Invalid(path.Child("canaryTrafficPercent"), component.CanaryTrafficPercent, "must be between 0 and 100, inclusive");
        }
    }

    private static void CheckPodScaler(ComponentSpec component, FieldPath path, FieldErrors errors)
    {
        var metric = component.ScaleMetric ?? "cpu";
        if (metric is not ("cpu" or "memory"))
        {
            errors.Invalid(path.Child("scaleMetric"), metric, $"[{metric}] is not a supported metric");
        }

        if (metric == "cpu" && component.ScaleTarget is < 1 or > 100)
        {
            errors.Invalid(path.Child("scaleTarget"), component.ScaleTarget, Percentage);
        }
        else if (metric == "memory" && component.ScaleTarget < 1)
        {
            errors.Invalid(path.Child("scaleTarget"), component.ScaleTarget, "the target memory should be greater than 1 MiB");
        }

        foreach (var (index, item) in (component.AutoScaling?.Metrics ?? []).Index())
        {
            var at = path.Child("autoScaling").Child("metrics").Index(index);
            if (item.Type != "Resource")
            {
                errors.Invalid(
                    at.Child("type"), item.Type, $"invalid HPA metric source type with value [{item.Type}],valid metric source types are Resource");
            }
            else if (item.Resource is null)
            {
                errors.Required(at.Child("resource"), "metricSpec.Resource is not set for resource metric source type");
            }
        }
    }

    private static void CheckEventScaler(ComponentSpec component, FieldPath path, FieldErrors errors)
    {
        if (component.ScaleMetric is { } metric)
        {
            errors.Invalid(path.Child("scaleMetric"), metric, "ScaleMetric is not supported for KEDA");
        }

        foreach (var (index, item) in (component.AutoScaling?.Metrics ?? []).Index())
        {
            ScalingMetricRules.Check(item, path.Child("autoScaling").Child("metrics").Index(index), errors);
        }
    }

    private static void CheckRevisionScaler(ComponentSpec component, FieldPath path, FieldErrors errors)
    {
        if (component.DeploymentStrategy is not null)
        {
            errors.Forbidden(path.Child("deploymentStrategy"), "customizing deploymentStrategy is only supported for raw deployment mode");
        }

        var metric = component.ScaleMetric ?? "concurrency";
        if (metric is not ("concurrency" or "rps"))
        {
            errors.Invalid(path.Child("scaleMetric"), metric, $"[{metric}] is not a supported metric");
        }

        if (metric == "rps" && component.ScaleTarget < 1)
        {
            errors.Invalid(path.Child("scaleTarget"), component.ScaleTarget, "the target for rps should be greater than 1");
        }
    }
}
