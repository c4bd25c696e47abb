namespace Modelyard.Api;

/// <summary>Rules on one metric of an event-driven scaler.</summary>
internal static class ScalingMetricRules
{
    private static readonly Quantity OneMebibyte = Quantity.Parse("1Mi");

    public static void Check(ScaleMetricSpec metric, FieldPath path, FieldErrors errors)
    {
        switch (metric.Type)
        {
            case "Resource" when metric.Resource is { } resource:
                CheckResource(resource, path.Child("resource"), errors);
                break;
            case "Resource":
                errors.Required(path.Child("resource"), "metricSpec.Resource is not set for resource metric source type");
                break;
            case "External" when metric.External is { } external:
                CheckQuery(external.Metric?.Query, external.Target, path.Child("external"), errors);
                break;
            case "External":
                errors.Required(path.Child("external"), "metricSpec.External is not set for external metric source type");
                break;
            case "PodMetric" when metric.Podmetric is { } pod:
                CheckQuery(pod.Metric?.Query, pod.Target, path.Child("podmetric"), errors);
                break;
            case "PodMetric":
                errors.Required(path.Child("podmetric"), "metricSpec.PodMetric is not set for pod metric source type");
                break;
        }
    }

    private static void CheckResource(ResourceMetricSource resource, FieldPath path, FieldErrors errors)
    {
        var (target, at) = (resource.Target ?? new MetricTarget(), path.Child("target"));
        if (resource.Name == "cpu" && target.Type != "Utilization")
        {
            errors.Invalid(at.Child("type"), target.Type, "the cpu target value type should be Utilization");
        }

        if (resource.Name == "memory" && target.Type is not ("AverageValue" or "Utilization"))
        {
            errors.Invalid(at.Child("type"), target.Type, "the memory target value type should be AverageValue or Utilization");
        }

        if (resource.Name == "memory" && target.Type == "AverageValue" && target.AverageValue is { } average && average < OneMebibyte)
        {
            errors.Invalid(at.Child("averageValue"), average.ToString(), "the memory target value should be greater than 1 MiB");
        }

        CheckTarget(target, at, errors);
    }

    private static void CheckQuery(string? query, MetricTarget? target, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(query))
        {
            errors.Required(path.Child("metric").Child("query"), "the query should not be empty");
        }

        if (target?.Value is null)
        {
            errors.Required(path.Child("target").Child("value"), "the target threshold value should not be empty");
        }

        CheckTarget(target ?? new MetricTarget(), path.Child("target"), errors);
    }

    private static void CheckTarget(MetricTarget target, FieldPath path, FieldErrors errors)
    {
        switch (target.Type)
        {
            case "Utilization" when target.AverageUtilization is null:
                errors.Required(path.Child("averageUtilization"), "the AverageUtilization type should be set");
                break;
            case "Utilization" when target.AverageUtilization is < 1 or > 100:
                errors.Invalid(
                    path.Child("averageUtilization"), target.AverageUtilization, "the target utilization percentage should be a [1-100] integer");
                break;
            case "AverageValue" when target.AverageValue is null:
                errors.Required(path.Child("averageValue"), "the AverageValue type should be set");
                break;
            case "Value" when target.Value is null:
                errors.Required(path.Child("value"), "the Value type should be set");
                break;
        }
    }
}
