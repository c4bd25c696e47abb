using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Modelyard.Api;

/// <summary>The certificate of an endpoint, out of the Secret that its <c>spec.tls</c> names. The controller and every gateway must come to the same.</summary>
/// <param name="Leaf">The certificate, with its private key.</param>
/// <param name="Issuers">Those that vouch for it, as far as the Secret has them.</param>
public sealed record EndpointCertificate(X509Certificate2 Leaf, X509Certificate2Collection Issuers)
{
    /// <summary>The type of Secrets that hold certificates.</summary>
    public const string SecretType = "kubernetes.io/tls";

    private const string CertificateEntry = "tls.crt";
    private const string KeyEntry = "tls.key";

    /// <summary>Reads it; null when it cannot be used at all.</summary>
    /// <param name="secret">The Secret, if there is one.</param>
    /// <param name="tls">What the endpoint says.</param>
    /// <param name="problem">What is in the way of using it; null when nothing is.</param>
    public static EndpointCertificate? Read(Secret? secret, EndpointTls tls, out CertificateProblem? problem)
    {
        var name = tls.SecretName;
        if (secret is null)
        {
            return No("CertificateNotFound", $"There is no Secret {name} in the project, which spec.tls names: create it with \"kubectl create secret tls {name} --cert=… --key=…\".", out problem);
        }

        if (secret.Type != SecretType || secret.Data?.GetValueOrDefault(CertificateEntry) is not { } certificate || secret.Data.GetValueOrDefault(KeyEntry) is not { } key)
        {
            return No("CertificateSecretUnusable", $"The Secret {name} is of the type {secret.Type}: spec.tls needs one of the type {SecretType}, with {CertificateEntry} and {KeyEntry}.", out problem);
        }

        return Read(name, Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key), out problem);
    }

    /// <summary>Why callers of <paramref name="host"/> will not trust it at this time; null when they may.</summary>
    public CertificateProblem? ProblemFor(string host, DateTimeOffset now)
    {
        if (now >= Leaf.NotAfter || now < Leaf.NotBefore)
        {
            return new CertificateProblem(
                "CertificateExpired",
                $"The certificate is valid from {Leaf.NotBefore.ToUniversalTime():u} until {Leaf.NotAfter.ToUniversalTime():u}: renew it, and replace the Secret.");
        }

        return Leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false)
            ? null
            : new CertificateProblem(
                "CertificateForAnotherHost", $"The certificate does not cover {host}, only {string.Join(", ", NamesOf(Leaf))}: get one that does, or change spec.host.");
    }

    private static EndpointCertificate? Read(string? name, string certificate, string key, out CertificateProblem? problem)
    {
        var issuers = new X509Certificate2Collection();
        try
        {
            issuers.ImportFromPem(certificate);
        }
        catch (CryptographicException)
        {
            issuers.Clear();
        }

        if (issuers.Count == 0)
        {
            return No("CertificateSecretUnusable", $"{CertificateEntry} of the Secret {name} has no certificate in PEM format.", out problem);
        }

        try
        {
            var leaf = X509Certificate2.CreateFromPem(certificate, key);
            issuers.RemoveAt(0);
            problem = null;
            return new EndpointCertificate(leaf, issuers);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return No(
                "CertificateKeyMismatch", $"{KeyEntry} of the Secret {name} is not the private key, unencrypted and in PEM format, of the certificate that {CertificateEntry} begins with.", out problem);
        }
    }

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null ? ["no host at all"] : names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(a => a.ToString()));
    }

    private static EndpointCertificate? No(string reason, string message, out CertificateProblem? problem)
    {
        problem = new CertificateProblem(reason, message);
        return null;
    }
}

/// <summary>Why a certificate is of no use.</summary>
/// <param name="Reason">One word.</param>
/// <param name="Message">What to do, for a person.</param>
public sealed record CertificateProblem(string Reason, string Message);
