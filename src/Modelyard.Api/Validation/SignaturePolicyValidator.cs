namespace Modelyard.Api;

/// <summary>Rules on signature policies: what nothing could ever be checked by is refused when it is written.</summary>
internal static class SignaturePolicyValidator
{
    public static void Validate(SignaturePolicy value, SignaturePolicy? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        var spec = value.Spec;
        if (spec is { Keys: not { Count: > 0 }, Authorities: not { Count: > 0 } })
        {
            errors.Required(path.Child("keys"), "say whose signatures are trusted: name keys or authorities");
        }

        foreach (var (index, format) in (spec.Formats ?? []).Index())
        {
            errors.OneOf(path.Child("formats").Index(index), format, SignatureFormats.Cosign, SignatureFormats.ModelSigning);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        CheckKeys(spec.Keys, path.Child("keys"), names, errors);
        foreach (var (index, authority) in (spec.Authorities ?? []).Index())
        {
            var at = path.Child("authorities").Index(index);
            CheckName(authority.Name, at.Child("name"), names, errors);
            if (!TrustedPem.TryReadCertificates(authority.Certificates, out _, out var problem))
            {
                errors.Invalid(at.Child("certificates"), "(omitted)", problem);
            }

            if (authority.Identities is not { Count: > 0 })
            {
                errors.Required(at.Child("identities"), "say who may sign: an authority vouches for many");
            }

            foreach (var (place, identity) in (authority.Identities ?? []).Index())
            {
                CheckGlob(identity.Subject, at.Child("identities").Index(place).Child("subject"), errors);
                CheckGlob(identity.Issuer, at.Child("identities").Index(place).Child("issuer"), errors);
            }

            if (authority.ValidAt == "Signing" && spec.Logs is not { Count: > 0 })
            {
                errors.Invalid(at.Child("validAt"), authority.ValidAt, "needs somebody who says when a signature was made: name a log in spec.logs");
            }
        }

        CheckKeys(spec.Logs, path.Child("logs"), [], errors);
    }

    private static void CheckKeys(List<TrustedKey>? keys, FieldPath path, HashSet<string> names, FieldErrors errors)
    {
        foreach (var (index, key) in (keys ?? []).Index())
        {
            var at = path.Index(index);
            CheckName(key.Name, at.Child("name"), names, errors);
            if (TrustedPem.TryReadKey(key.PublicKey, out var read, out var problem))
            {
                read.Dispose();
            }
            else
            {
                errors.Invalid(at.Child("publicKey"), "(omitted)", problem);
            }
        }
    }

    private static void CheckGlob(string? glob, FieldPath path, FieldErrors errors)
    {
        if (glob?.Length == 0)
        {
            errors.Invalid(path, glob, "fits nobody: write an address, or a glob such as *@acme.example");
        }
    }

    private static void CheckName(string? name, FieldPath path, HashSet<string> names, FieldErrors errors)
    {
        if (!names.Add(name ?? ""))
        {
            errors.Duplicate(path, name ?? "");
        }
    }
}
