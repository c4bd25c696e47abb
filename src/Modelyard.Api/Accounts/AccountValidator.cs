using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Rules on accounts. Whether a password is good enough the ledger says, and whether somebody may give a group the API server.</summary>
internal static partial class AccountValidator
{
    private const string AppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const int LongestDisplayName = 200;

    /// <summary>Names of accounts: user names that are the same whoever types them.</summary>
    public static IEnumerable<string> Name(string name)
    {
        if (name.Length > 253)
        {
            yield return "must be no more than 253 characters";
        }

        if (!NameRegex().IsMatch(name))
        {
            yield return "must be a name or an e-mail address in lower case: letters, digits, '.', '_', '+' and '-' with at most one '@', beginning and ending with a "
                + "letter or digit (e.g. 'ada' or 'ada@acme.example')";
        }
    }

    public static void Validate(Account value, Account? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec, FieldPath.Of("spec"));
        if (spec.DisplayName is { } name && (name.Length > LongestDisplayName || name.Any(char.IsControl)))
        {
            errors.Invalid(path.Child("displayName"), name, $"must have at most {LongestDisplayName} characters, all of them printable");
        }

        foreach (var (index, group) in (spec.Groups ?? []).Index())
        {
            TenancyRules.CheckUser(group, path.Child("groups").Index(index), errors);
        }

        if (spec.Password is not null)
        {
            CheckPassword(value, old, path.Child("password"), errors);
        }
    }

    private static void CheckPassword(Account value, Account? old, FieldPath path, FieldErrors errors)
    {
        if (old is not null)
        {
            errors.Forbidden(path, "is only for new accounts: create a PasswordReset to give this one another");
        }
        else if (value.Metadata.Annotations?.ContainsKey(AppliedAnnotation) == true)
        {
            errors.Forbidden(path, "kubectl apply would keep it in an annotation for everybody to read: use kubectl create, or leave it out and one is made up");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9._+-]*[a-z0-9])?(@[a-z0-9]([a-z0-9.-]*[a-z0-9])?)?\z")]
    private static partial Regex NameRegex();
}
