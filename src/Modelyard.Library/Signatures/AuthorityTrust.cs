using System.Security.Cryptography.X509Certificates;
using DotNet.Globbing;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Whether an authority of a policy vouches for a signer. Asks nobody: what is revoked, the policy has to leave out.</summary>
internal static class AuthorityTrust
{
    /// <param name="chain">The signer's certificate, and those that it brought along.</param>
    /// <param name="signedAt">When it signed, by the word of somebody whom the policy trusts for that; null where nobody says.</param>
    public static SignerVerdict Judge(TrustedAuthority authority, X509Certificate2Collection chain, DateTimeOffset? signedAt, DateTimeOffset now)
    {
        var signer = chain[0];
        var named = SignerCertificate.Read(signer);
        var shown = named.Subjects.Count > 0 ? string.Join(", ", named.Subjects) : "nobody";
        var at = authority.ValidAt switch
        {
            "Signing" => signedAt,
            "Issued" => new DateTimeOffset(signer.NotBefore.ToUniversalTime()),
            _ => now,
        };
        if (at is not { } time)
        {
            return SignerVerdict.Refused($"no log of the policy says when the certificate for {shown} was used, and the authority {authority.Name} counts at the time of signing only");
        }

        if (CertificateChain.WrongWith(authority.Certificates, chain, time) is { } wrong)
        {
            return SignerVerdict.Refused($"the authority {authority.Name} does not vouch for the certificate for {shown}: {wrong}");
        }

        var subject = named.Subjects.FirstOrDefault(s => (authority.Identities ?? []).Exists(i => Fits(i, s, named.Issuer)));
        if (subject is null)
        {
            return SignerVerdict.Refused(
                $"{shown}{(named.Issuer is null ? "" : $" (known to {named.Issuer})")} is not among those whom the policy trusts the authority {authority.Name} to name");
        }

        var until = authority.ValidAt is "Signing" or "Issued" ? (DateTimeOffset?)null : new DateTimeOffset(signer.NotAfter.ToUniversalTime());
        return new SignerVerdict(subject, named.Issuer is null ? authority.Name : $"{authority.Name}, {named.Issuer}", null, until);
    }

    private static bool Fits(SignerIdentity identity, string subject, string? issuer) =>
        Fits(identity.Subject!, subject) && (identity.Issuer is null || (issuer is not null && Fits(identity.Issuer, issuer)));

    private static bool Fits(string pattern, string value) => pattern == value || Glob.Parse(pattern).IsMatch(value);
}

/// <summary>What a policy makes of a signer.</summary>
/// <param name="Signer">Who signed, by the name the policy knows; null when it does not trust the signature.</param>
/// <param name="Issuer">Who vouches for that.</param>
/// <param name="Problem">Why it is not trusted.</param>
/// <param name="Until">When that has to be asked again.</param>
internal sealed record SignerVerdict(string? Signer, string? Issuer, string? Problem, DateTimeOffset? Until)
{
    public static SignerVerdict Refused(string problem) => new(null, null, problem, null);
}
