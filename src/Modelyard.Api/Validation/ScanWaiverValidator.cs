using System.Text.Json;

namespace Modelyard.Api;

/// <summary>Rules on waivers. Who may make one the API server checks.</summary>
internal static class ScanWaiverValidator
{
    private const int LongestReason = 4096;

    public static void Validate(ScanWaiver value, ScanWaiver? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        errors.Check(path.Child("version"), value.Spec.Version ?? "", NameRules.Subdomain);
        if (value.Spec.Rules is not { Count: > 0 })
        {
            errors.Required(path.Child("rules"), "name the rules whose findings are waived, such as MY-POL-001");
        }

        foreach (var (index, rule) in (value.Spec.Rules ?? []).Index())
        {
            var at = path.Child("rules").Index(index);
            ScanPolicyValidator.CheckWord(rule, at, "MY-POL-001", errors);
            if (rule?.Contains('*') == true)
            {
                errors.Invalid(at, rule, "names no single rule: a waiver is for findings that somebody has looked at");
            }
        }

        if (string.IsNullOrWhiteSpace(value.Spec.Reason))
        {
            errors.Required(path.Child("reason"), "say why: whoever meets the version will want to know");
        }
        else if (value.Spec.Reason.Length > LongestReason)
        {
            errors.TooLong(path.Child("reason"), $"may not be more than {LongestReason} characters");
        }

        TenancyRules.CheckUser(value.Spec.Owner, path.Child("owner"), errors);
        if (old is not null && JsonSerializer.Serialize(value.Spec, ApiJson.Options) != JsonSerializer.Serialize(old.Spec, ApiJson.Options))
        {
            errors.Forbidden(path, "a waiver never changes: delete it and make another");
        }
    }
}
