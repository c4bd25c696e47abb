using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.ApiServer;

/// <summary>A certificate and its key on disk: readable by their owner only, replaced whole or not at all.</summary>
internal sealed class PemFile(string folder, string name)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string CertificatePath => Path.Combine(folder, name + ".crt");

    private string KeyPath => Path.Combine(folder, name + ".key");

    public X509Certificate2? TryLoad()
    {
        if (!File.Exists(CertificatePath) || !File.Exists(KeyPath))
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath);
        }
        catch (CryptographicException)
        {
            // Half a pair, left by a crash between the two files: as good as none.
            return null;
        }
    }

    public void Save(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        Write(KeyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        Write(CertificatePath, certificate.ExportCertificatePem() + "\n");
    }

    /// <summary>Writes a file nobody else may read, in a folder nobody else may enter.</summary>
    public static void Write(string path, string content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        File.Delete(temporary);
        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(content);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
