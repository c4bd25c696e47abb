namespace Modelyard.Api;

/// <summary>Rules on approval policies.</summary>
internal static class ApprovalPolicyValidator
{
    public static void Validate(ApprovalPolicy value, ApprovalPolicy? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        TenancyRules.CheckDuration(value.Spec.ExpiresAfter, path.Child("expiresAfter"), "180d", errors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, requirement) in (value.Spec.Approvals ?? []).Index())
        {
            var at = path.Child("approvals").Index(index);
            if (!names.Add(requirement.Name ?? ""))
            {
                errors.Duplicate(at.Child("name"), requirement.Name ?? "");
            }

            var (users, groups) = (requirement.Users ?? [], requirement.Groups ?? []);
            foreach (var (place, user) in users.Index())
            {
                TenancyRules.CheckUser(user, at.Child("users").Index(place), errors);
            }

            foreach (var (place, group) in groups.Index())
            {
                TenancyRules.CheckUser(group, at.Child("groups").Index(place), errors);
            }

            if (users.Count == 0 && groups.Count == 0)
            {
                errors.Required(at.Child("users"), "say who can approve: name users or groups");
            }
            else if (groups.Count == 0 && users.Count < (requirement.Count ?? 1))
            {
                errors.Invalid(at.Child("count"), requirement.Count, $"only {users.Count} can approve, so this could never be satisfied");
            }
        }
    }
}
