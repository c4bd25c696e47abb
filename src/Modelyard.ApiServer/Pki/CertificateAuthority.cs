using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.ApiServer;

/// <summary>This installation's own certificate authority: it vouches for the server and for client certificates.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    // Clocks of machines differ a little; a certificate must not start in anybody's future.
    private static readonly TimeSpan Backdate = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(string folder, TimeProvider time, X509Certificate2 certificate)
    {
        _folder = folder;
        _time = time;
        _certificate = certificate;
    }

    /// <summary>The authority's certificate, for clients to trust.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>Opens the authority kept in <paramref name="folder"/>, or founds it.</summary>
    public static CertificateAuthority Open(string folder, TimeProvider time)
    {
        var file = new PemFile(folder, "ca");
        var certificate = file.TryLoad();
        if (certificate is null)
        {
            certificate = Found(time.GetUtcNow());
            file.Save(certificate);
        }

        return new CertificateAuthority(folder, time, certificate);
    }

    /// <summary>The server's certificate for these names; a new one when the kept one is for others or about to expire.</summary>
    public X509Certificate2 ServerCertificate(IReadOnlyCollection<string> hosts) =>
        LoadOrIssue("server", new X500DistinguishedName("CN=modelyard-apiserver"), ServerUse, NamesOf(hosts));

    /// <summary>A new certificate for a server of this name or address, which is kept nowhere.</summary>
    public X509Certificate2 IssueServerCertificate(string host) => Issue(new X500DistinguishedName("CN=modelyard"), ServerUse, NamesOf([host]));

    private static X509Extension NamesOf(IReadOnlyCollection<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }

    /// <summary>A client certificate that names a user and groups, as Kubernetes reads them.</summary>
    public X509Certificate2 ClientCertificate(string file, string user, params IReadOnlyList<string> groups)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(user);
        foreach (var group in groups)
        {
            subject.AddOrganizationName(group);
        }

        return LoadOrIssue(file, subject.Build(), ClientUse, null);
    }

    /// <summary>Whether this authority vouches for <paramref name="certificate"/> as a client's.</summary>
    public bool Vouches(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        return chain.Build(certificate);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 Found(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=modelyard-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - Backdate, now + AuthorityLifetime);
    }

    private X509Certificate2 LoadOrIssue(string name, X500DistinguishedName subject, string use, X509Extension? names)
    {
        var file = new PemFile(_folder, name);
        var kept = file.TryLoad();
        if (kept is not null && IsCurrent(kept, subject, names))
        {
            return kept;
        }

        kept?.Dispose();
        var issued = Issue(subject, use, names);
        file.Save(issued);
        return issued;
    }

    private bool IsCurrent(X509Certificate2 certificate, X500DistinguishedName subject, X509Extension? names)
    {
        var now = _time.GetUtcNow();
        var kept = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return certificate.NotBefore <= now.LocalDateTime
            && certificate.NotAfter > (now + RenewBefore).LocalDateTime
            && certificate.SubjectName.RawData.AsSpan().SequenceEqual(subject.RawData)
            && (kept?.RawData ?? []).AsSpan().SequenceEqual(names?.RawData ?? [])
            && certificate.IssuerName.RawData.AsSpan().SequenceEqual(_certificate.SubjectName.RawData)
            && AuthorityKeyMatches(certificate);
    }

    /// <summary>A certificate of an authority that has since been replaced is of no use.</summary>
    private bool AuthorityKeyMatches(X509Certificate2 certificate)
    {
        var ours = _certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().First().SubjectKeyIdentifierBytes;
        var theirs = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        return theirs is not null && theirs.Value.Span.SequenceEqual(ours.Span);
    }

    private X509Certificate2 Issue(X500DistinguishedName subject, string use, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        var now = _time.GetUtcNow();
        using var issued = request.Create(_certificate, now - Backdate, Min(now + LeafLifetime, _certificate.NotAfter), RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTime b) => a < b ? a : b;
}
