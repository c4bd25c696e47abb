namespace Modelyard.Api;

/// <summary>Rules on scanners of images.</summary>
internal static class ImageScannerValidator
{
    public static void Validate(ImageScanner value, ImageScanner? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        if (!Uri.TryCreate(value.Spec.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            errors.Invalid(path.Child("url"), value.Spec.Url, "must be an http:// or https:// address");
        }
        else if (url.UserInfo.Length > 0)
        {
            errors.Invalid(path.Child("url"), "(hidden)", "credentials belong into a Secret that secretRef names, not into the address");
        }

        TenancyRules.CheckDuration(value.Spec.Timeout, path.Child("timeout"), "30m", errors);
        TenancyRules.CheckDuration(value.Spec.RescanAfter, path.Child("rescanAfter"), "7d", errors);
        Check(value.Spec.SecretRef, path.Child("secretRef"), errors);
        Check(value.Spec.CaSecretRef, path.Child("caSecretRef"), errors);
    }

    private static void Check(SecretReference? secret, FieldPath path, FieldErrors errors)
    {
        if (secret is not null)
        {
            errors.Check(path.Child("name"), secret.Name ?? "", NameRules.Subdomain);
            errors.Check(path.Child("namespace"), secret.Namespace ?? "", NameRules.Label);
        }
    }
}
