namespace Modelyard.Api;

/// <summary>Rules on organizations.</summary>
internal static class OrganizationValidator
{
    private const string SystemPrefix = "kube-";

    public static void Validate(Organization value, Organization? old, FieldErrors errors)
    {
        var spec = FieldPath.Of("spec");
        TenancyRules.CheckMoney(value.Spec.Budget?.Amount, spec.Child("budget").Child("amount"), mayBeZero: false, errors);
        TenancyRules.CheckDuration(value.Spec.Keys?.MaxLifetime, spec.Child("keys").Child("maxLifetime"), "90d or 12h", errors);
        if (value.Spec.ModelStorage is { RoundedUp: <= 0 } size)
        {
            errors.Invalid(spec.Child("modelStorage"), size.ToString(), "must be more than nothing, such as 500Gi; leave it out for no bound");
        }
    }

    /// <summary>The rule on names: those of namespaces, since the home project has the same name.</summary>
    public static IEnumerable<string> Name(string name) =>
        name.StartsWith(SystemPrefix, StringComparison.Ordinal)
            ? [$"names that begin with {SystemPrefix} are the system's; an organization's name is also that of its home project: choose another one"]
            : NameRules.Label(name);
}
