using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Commands;

namespace Modelyard.Tests.Cli;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-certificates-").FullName;
    private DateTime _written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private string Certificate => Path.Combine(_folder, "tls.crt");

    private string Key => Path.Combine(_folder, "tls.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Current_Renewed_IsTheNewOne()
    {
        Write("CN=first");
        var files = Open();
        files.Current().TargetCertificate.Subject.ShouldBe("CN=first");

        Write("CN=second");

        files.Current().TargetCertificate.Subject.ShouldBe("CN=second");
    }

    [Fact]
    public void Current_ReplacedByWhatCannotBeUsed_IsTheOneBefore_UntilItCan()
    {
        Write("CN=first");
        var files = Open();

        Write("CN=second", withKey: false);
        files.Current().TargetCertificate.Subject.ShouldBe("CN=first", "the key is still that of the first");
        File.Delete(Certificate);
        files.Current().TargetCertificate.Subject.ShouldBe("CN=first");

        Write("CN=third");
        files.Current().TargetCertificate.Subject.ShouldBe("CN=third");
    }

    [Fact]
    public void Open_NoSuchFile_SaysWhichAndWhatItHasToBe()
    {
        var failure = Should.Throw<CommandFailure>(Open);

        failure.Message.ShouldContain(Certificate);
        failure.Message.ShouldContain("PEM");
    }

    [Fact]
    public void Open_KeyOfAnother_IsRefused()
    {
        Write("CN=first");
        Write("CN=second", withKey: false);

        Should.Throw<CommandFailure>(Open).Message.ShouldContain(Key);
    }

    private CertificateFiles Open() => CertificateFiles.Open(Certificate, Key, NullLogger<CertificateFiles>.Instance);

    private void Write(string subject, bool withKey = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        _written = _written.AddSeconds(1);
        WriteAt(Certificate, certificate.ExportCertificatePem());
        if (withKey)
        {
            WriteAt(Key, key.ExportPkcs8PrivateKeyPem());
        }
    }

    private void WriteAt(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, _written);
    }
}
