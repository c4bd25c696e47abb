namespace Modelyard.Api;

/// <summary>Rules on API keys. What depends on other keys or on the organization is the ledger's to check.</summary>
internal static class ApiKeyValidator
{
    private static readonly string[] Permissions = ["invoke", "read"];

    public static void Validate(ApiKey value, ApiKey? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec, FieldPath.Of("spec"));
        if (spec.User is not null && spec.ServiceAccount is not null)
        {
            errors.Invalid(path.Child("serviceAccount"), spec.ServiceAccount, "a key is for a user or for a service account, not for both: leave one out");
        }

        TenancyRules.CheckUser(spec.User, path.Child("user"), errors);
        if (spec.ServiceAccount is { } account)
        {
            errors.Check(path.Child("serviceAccount"), account, NameRules.Subdomain);
        }

        CheckReferences(spec.Deployments, path.Child("deployments"), errors);
        CheckReferences(spec.Endpoints, path.Child("endpoints"), errors);
        foreach (var (index, permission) in (spec.Permissions ?? []).Index())
        {
            errors.OneOf(path.Child("permissions").Index(index), permission, Permissions);
        }

        TenancyRules.CheckMoney(spec.Budget?.Amount, path.Child("budget").Child("amount"), mayBeZero: false, errors);
        if (spec.Overlap is { } overlap)
        {
            if (!DurationText.TryParse(overlap, out _))
            {
                errors.Invalid(path.Child("overlap"), overlap, "must be a duration such as 24h, or 0s for none");
            }

            if (spec.Rotates is null)
            {
                errors.Invalid(path.Child("overlap"), overlap, "only a key that rotates another one has an overlap: name that one in spec.rotates");
            }
        }
    }

    private static void CheckReferences(List<string>? names, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, name) in (names ?? []).Index())
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash >= 0)
            {
                errors.Check(path.Index(index), name[..slash], NameRules.Label);
            }

            errors.Check(path.Index(index), name[(slash + 1)..], NameRules.Subdomain);
        }
    }
}
