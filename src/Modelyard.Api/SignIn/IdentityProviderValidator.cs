using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Api;

/// <summary>Rules on providers of identities.</summary>
internal static class IdentityProviderValidator
{
    private const string Local = "local";
    private const int LongestText = 200;

    /// <summary>The name is a part of the address that the provider sends people back to.</summary>
    public static IEnumerable<string> Name(string name) => name == Local ? ["is what sessions with a password of this installation are called"] : NameRules.Label(name);

    public static void Validate(IdentityProvider value, IdentityProvider? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec, FieldPath.Of("spec"));
        CheckIssuer(spec.Issuer!, path.Child("issuer"), errors);
        if (spec.ClientSecretRef is { } secret)
        {
            errors.Check(path.Child("clientSecretRef").Child("name"), secret.Name ?? "", NameRules.Subdomain);
            errors.Check(path.Child("clientSecretRef").Child("namespace"), secret.Namespace ?? "", NameRules.Label);
        }

        foreach (var (field, text) in ((string, string?)[])[
            ("clientId", spec.ClientId), ("displayName", spec.DisplayName), ("usernameClaim", spec.UsernameClaim), ("usernamePrefix", spec.UsernamePrefix),
            ("groupsClaim", spec.GroupsClaim), ("groupsPrefix", spec.GroupsPrefix)])
        {
            if (text is not null && (text.Length > LongestText || text.Any(char.IsControl) || (text.Length == 0 && !field.EndsWith("Prefix", StringComparison.Ordinal))))
            {
                errors.Invalid(path.Child(field), text, $"must have 1 to {LongestText} characters, all of them printable");
            }
        }

        foreach (var (index, scope) in (spec.Scopes ?? []).Index())
        {
            // RFC 6749, appendix A.4.
            if (scope.Length == 0 || scope.Any(c => c is <= ' ' or '"' or '\\' or > '~'))
            {
                errors.Invalid(path.Child("scopes").Index(index), scope, "must be a word without spaces, quotes and backslashes, such as groups");
            }
        }

        if (spec.UsernamePrefix is null && spec.UsernameClaim is not ("email" or null))
        {
            errors.Required(
                path.Child("usernamePrefix"), $"the claim {spec.UsernameClaim} may say a name that somebody else has here: put something like \"{value.Metadata.Name}:\" before it, or \"\" to trust it");
        }

        CheckReserved(spec.UsernamePrefix, path.Child("usernamePrefix"), errors);
        CheckReserved(spec.GroupsPrefix, path.Child("groupsPrefix"), errors);
        if (spec.CaBundle is { } bundle && !IsPem(bundle))
        {
            errors.Invalid(path.Child("caBundle"), "(not shown)", "must be certificates as PEM");
        }
    }

    private static void CheckIssuer(string issuer, FieldPath path, FieldErrors errors)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            errors.Invalid(path, issuer, "must be an https:// address (http:// only on this machine)");
        }
        else if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            errors.Invalid(path, url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), "must be an address without credentials, query and fragment");
        }
    }

    private static void CheckReserved(string? prefix, FieldPath path, FieldErrors errors)
    {
        if (prefix is not null && (prefix.StartsWith("system:", StringComparison.Ordinal) || prefix.StartsWith("modelyard:", StringComparison.Ordinal)))
        {
            errors.Invalid(path, prefix, "must not begin with \"system:\" or \"modelyard:\": such names are not a provider's to give");
        }
    }

    private static bool IsPem(string bundle)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(bundle);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
