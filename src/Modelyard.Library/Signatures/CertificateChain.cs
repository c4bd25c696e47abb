using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Whether a certificate comes from a root that a policy names. Asks nobody.</summary>
internal static class CertificateChain
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    /// <summary>Why it does not; null when it does.</summary>
    /// <param name="trusted">The root and what else the policy has, as PEM.</param>
    /// <param name="sent">The certificate, and others that may lead from it to the root.</param>
    /// <param name="at">When it must be valid.</param>
    public static string? WrongWith(string? trusted, X509Certificate2Collection sent, DateTimeOffset at)
    {
        if (!TrustedPem.TryReadCertificates(trusted, out var own, out var problem))
        {
            return $"what the policy has of it {problem}";
        }

        try
        {
            return WrongWith(own, sent, at);
        }
        finally
        {
            foreach (var certificate in own)
            {
                certificate.Dispose();
            }
        }
    }

    private static string? WrongWith(X509Certificate2Collection own, X509Certificate2Collection sent, DateTimeOffset at)
    {
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
