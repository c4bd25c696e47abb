namespace Modelyard.Api;

/// <summary>Rules on sessions.</summary>
internal static class SessionValidator
{
    private const int LongestText = 512;

    public static void Validate(Session value, Session? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec!, FieldPath.Of("spec"));
        CheckUser(spec.User!, path.Child("user"), errors);
        foreach (var (index, group) in (spec.Groups ?? []).Index())
        {
            CheckUser(group, path.Child("groups").Index(index), errors);
        }

        foreach (var (field, text) in ((string, string?)[])[("userAgent", spec.UserAgent), ("address", spec.Address), ("displayName", spec.DisplayName)])
        {
            if (text?.Length > LongestText)
            {
                errors.TooLong(path.Child(field), $"may not be more than {LongestText} characters");
            }
        }
    }

    // Nobody is a part of the system by signing in.
    private static void CheckUser(string user, FieldPath path, FieldErrors errors)
    {
        TenancyRules.CheckUser(user, path, errors);
        if (user.StartsWith("system:", StringComparison.Ordinal))
        {
            errors.Invalid(path, user, "must not begin with \"system:\"");
        }
    }
}
