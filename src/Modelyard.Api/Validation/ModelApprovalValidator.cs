using System.Text.Json;

namespace Modelyard.Api;

/// <summary>Rules on approvals. Who may make one the API server checks.</summary>
internal static class ModelApprovalValidator
{
    private const int LongestComment = 4096;

    public static void Validate(ModelApproval value, ModelApproval? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        errors.Check(path.Child("version"), value.Spec.Version ?? "", NameRules.Subdomain);
        if (value.Spec.Decision is "Reject" or "Revoke" && string.IsNullOrWhiteSpace(value.Spec.Comment))
        {
            errors.Required(path.Child("comment"), "say why: whoever meets the version will want to know");
        }

        if (value.Spec.Comment is { Length: > LongestComment })
        {
            errors.TooLong(path.Child("comment"), $"may not be more than {LongestComment} characters");
        }

        if (value.Spec.Decision == "Delegate" == value.Spec.DelegateTo is null)
        {
            errors.Invalid(path.Child("delegateTo"), value.Spec.DelegateTo, "names whom a decision is delegated to, and is given with Delegate only");
        }

        TenancyRules.CheckUser(value.Spec.DelegateTo, path.Child("delegateTo"), errors);
        if (old is not null && JsonSerializer.Serialize(value.Spec, ApiJson.Options) != JsonSerializer.Serialize(old.Spec, ApiJson.Options))
        {
            errors.Forbidden(path, "a decision never changes: to take it back, make another with decision Withdraw");
        }
    }
}
