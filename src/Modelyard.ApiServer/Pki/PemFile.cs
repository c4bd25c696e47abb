using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>A certificate and its key on disk: readable by their owner only, replaced whole or not at all.</summary>
internal sealed class PemFile(string folder, string name)
{
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
        PrivateFile.Write(KeyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        PrivateFile.Write(CertificatePath, certificate.ExportCertificatePem() + "\n");
    }
}
