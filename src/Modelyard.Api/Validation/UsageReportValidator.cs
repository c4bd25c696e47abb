using System.Globalization;

namespace Modelyard.Api;

/// <summary>Rules on questions about usage.</summary>
internal static class UsageReportValidator
{
    private static readonly string[] Dimensions = ["organization", "project", "user", "key", "deployment", "day"];

    public static void Validate(UsageReport value, UsageReport? old, FieldErrors errors) => Validate(value.Spec, errors);

    public static void Validate(ClusterUsageReport value, ClusterUsageReport? old, FieldErrors errors) => Validate(value.Spec, errors);

    private static void Validate(UsageReportSpec spec, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        var (from, to) = (Day(spec.From, path.Child("from"), errors), Day(spec.To, path.Child("to"), errors));
        if (from > to)
        {
            errors.Invalid(path.Child("to"), spec.To, "must not be before spec.from");
        }

        foreach (var (index, dimension) in (spec.By ?? []).Index())
        {
            var at = path.Child("by").Index(index);
            errors.OneOf(at, dimension, Dimensions);
            if (spec.By!.IndexOf(dimension) < index)
            {
                errors.Duplicate(at, dimension);
            }
        }
    }

    private static DateOnly? Day(string? text, FieldPath path, FieldErrors errors)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (text is not null)
        {
            errors.Invalid(path, text, "must be a day (UTC) such as 2026-01-31; reports are by whole days");
        }

        return null;
    }
}
