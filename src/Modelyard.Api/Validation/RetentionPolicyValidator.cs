namespace Modelyard.Api;

/// <summary>Rules on retention policies.</summary>
internal static class RetentionPolicyValidator
{
    public static void Validate(RetentionPolicy value, RetentionPolicy? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        TenancyRules.CheckDuration(value.Spec.OlderThan, path.Child("olderThan"), "90d", errors);
        TenancyRules.CheckDuration(value.Spec.UnusedFor, path.Child("unusedFor"), "30d", errors);
        foreach (var (index, stage) in (value.Spec.Stages ?? []).Index().Where(s => !LibraryNames.Stages.Contains(s.Item, StringComparer.Ordinal)))
        {
            errors.Invalid(path.Child("stages").Index(index), stage, $"must be one of {string.Join(", ", LibraryNames.Stages)}");
        }

        // Empty, it would let go of everything: nobody means that.
        if (value.Spec is { KeepNewest: null, OlderThan: null, UnusedFor: null })
        {
            errors.Required(path.Child("keepNewest"), "say what stays: give keepNewest, olderThan or unusedFor");
        }
    }
}
