namespace Modelyard.Api;

/// <summary>Rules of UsageSeries.</summary>
internal static class UsageSeriesValidator
{
    private const int MostPoints = 1500;

    public static void Validate(UsageSeries value, UsageSeries? old, FieldErrors errors) => Validate(value.Spec, errors);

    public static void Validate(ClusterUsageSeries value, ClusterUsageSeries? old, FieldErrors errors)
    {
        Validate(value.Spec, errors);
        if (value.Spec.Deployment is not null)
        {
            errors.Forbidden(FieldPath.Of("spec").Child("deployment"), "names a deployment of a project; say spec.filters.deployment, as namespace/name");
        }
    }

    private static void Validate(UsageSeriesSpec spec, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        if (spec.From >= spec.To)
        {
            errors.Invalid(path.Child("to"), spec.To, "must be after spec.from");
        }

        if (spec.Step is { } step)
        {
            if (step <= 0 || step % 60 != 0)
            {
                errors.Invalid(path.Child("step"), step, "must be a multiple of 60: seconds, by the whole minute");
            }
            else if (spec.To - spec.From is { } span && span / TimeSpan.FromSeconds(step) > MostPoints)
            {
                errors.Invalid(path.Child("step"), step, $"makes more than {MostPoints} points: ask for a longer step or for less time");
            }
        }

        foreach (var (index, dimension) in (spec.By ?? []).Index())
        {
            errors.OneOf(path.Child("by").Index(index), dimension, ["deployment"]);
        }
    }
}
