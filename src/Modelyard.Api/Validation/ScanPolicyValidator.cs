namespace Modelyard.Api;

/// <summary>Rules on scan policies.</summary>
internal static class ScanPolicyValidator
{
    public static void Validate(ScanPolicy value, ScanPolicy? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        TenancyRules.CheckDuration(value.Spec.LongestWaiver, path.Child("longestWaiver"), "90d", errors);
        foreach (var (index, rule) in (value.Spec.Rules ?? []).Index())
        {
            CheckWord(rule.Rule, path.Child("rules").Index(index).Child("rule"), "MY-PKL-002", errors);
        }

        foreach (var (index, format) in (value.Spec.Formats ?? []).Index())
        {
            CheckWord(format.Format, path.Child("formats").Index(index).Child("format"), "Pickle", errors);
        }

        var both = (value.Spec.Licenses?.Allowed ?? []).Intersect(value.Spec.Licenses?.Denied ?? [], StringComparer.OrdinalIgnoreCase).FirstOrDefault();
        if (both is not null)
        {
            errors.Invalid(path.Child("licenses").Child("denied"), both, "is allowed and denied at once");
        }
    }

    /// <summary>Names that are written without spaces.</summary>
    internal static void CheckWord(string? word, FieldPath path, string example, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(word) || word.Length > 128 || word.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            errors.Invalid(path, word, $"must have 1 to 128 characters and no spaces, such as {example}");
        }
    }
}
