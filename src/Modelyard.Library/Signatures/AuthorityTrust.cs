using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DotNet.Globbing;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Whether an authority of a policy vouches for a signer. Asks nobody: what is revoked, the policy has to leave out.</summary>
internal static class AuthorityTrust
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    /// <param name="chain">The signer's certificate, and those that it brought along.</param>
    /// <param name="loggedAt">When a trusted log says that it signed; null where none does.</param>
    public static SignerVerdict Judge(TrustedAuthority authority, X509Certificate2Collection chain, DateTimeOffset? loggedAt, DateTimeOffset now)
    {
        var signer = chain[0];
        var named = SignerCertificate.Read(signer);
        var shown = named.Subjects.Count > 0 ? string.Join(", ", named.Subjects) : "nobody";
        var at = authority.ValidAt switch
        {
            "Logged" => loggedAt,
            "Issued" => new DateTimeOffset(signer.NotBefore.ToUniversalTime()),
            _ => now,
        };
        if (at is not { } time)
        {
            return SignerVerdict.Refused($"no log that the policy names says when the certificate for {shown} was used, and the authority {authority.Name} is trusted for logged signatures only");
        }

        if (WrongWith(authority, chain, time) is { } wrong)
        {
            return SignerVerdict.Refused($"the authority {authority.Name} does not vouch for the certificate for {shown}: {wrong}");
        }

        var subject = named.Subjects.FirstOrDefault(s => (authority.Identities ?? []).Exists(i => Fits(i, s, named.Issuer)));
        if (subject is null)
        {
            return SignerVerdict.Refused(
                $"{shown}{(named.Issuer is null ? "" : $" (known to {named.Issuer})")} is not among those whom the policy trusts the authority {authority.Name} to name");
        }

        var until = authority.ValidAt is "Logged" or "Issued" ? (DateTimeOffset?)null : new DateTimeOffset(signer.NotAfter.ToUniversalTime());
        return new SignerVerdict(subject, named.Issuer is null ? authority.Name : $"{authority.Name}, {named.Issuer}", null, until);
    }

    private static bool Fits(SignerIdentity identity, string subject, string? issuer) =>
        Fits(identity.Subject!, subject) && (identity.Issuer is null || (issuer is not null && Fits(identity.Issuer, issuer)));

    private static bool Fits(string pattern, string value) => pattern == value || Glob.Parse(pattern).IsMatch(value);

    private static string? WrongWith(TrustedAuthority authority, X509Certificate2Collection sent, DateTimeOffset at)
    {
        if (!TrustedPem.TryReadCertificates(authority.Certificates, out var own, out var problem))
        {
            return $"what the policy has of it {problem}";
        }

        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(own.Where(TrustedPem.IsRoot).ToArray());
        policy.ExtraStore.AddRange(own.Where(c => !TrustedPem.IsRoot(c)).Concat(sent.Skip(1)).ToArray());
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(new Oid(CodeSigning));
        policy.VerificationTime = at.UtcDateTime;
        policy.VerificationTimeIgnored = false;
        if (!chain.Build(sent[0]))
        {
            return Say(chain.ChainStatus, sent[0], at);
        }

        var usage = sent[0].Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        return usage is not null && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature) ? "it is not for signatures" : null;
    }

    private static string Say(X509ChainStatus[] found, X509Certificate2 signer, DateTimeOffset at)
    {
        var all = found.Aggregate(X509ChainStatusFlags.NoError, (sum, one) => sum | one.Status);
        return all.HasFlag(X509ChainStatusFlags.UntrustedRoot) || all.HasFlag(X509ChainStatusFlags.PartialChain) ? "it comes from another"
            : all.HasFlag(X509ChainStatusFlags.NotSignatureValid) ? "it was changed"
            : all.HasFlag(X509ChainStatusFlags.NotTimeValid) ? string.Create(
                CultureInfo.InvariantCulture, $"it, or one that leads to it, was not valid on {at:yyyy-MM-dd HH:mm} UTC (its own time is {signer.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} to {signer.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm})")
            : all.HasFlag(X509ChainStatusFlags.NotValidForUsage) ? "it is not for signing code"
            : string.Join("; ", found.Select(s => s.StatusInformation.TrimEnd('.', ' ')).Distinct());
    }
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
