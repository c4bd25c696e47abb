using System.Security.Cryptography.X509Certificates;
using System.Text;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The administrator's way in, for <c>kubectl</c> and every other client: one file that has everything.</summary>
internal static class AdminKubeconfig
{
    private const string Name = "modelyard";
    private const string User = "modelyard-admin";

    public static void Write(string path, Uri server, CertificateAuthority authority)
    {
        using var certificate = authority.ClientCertificate("admin", "admin", UserIdentity.Masters);
        using var key = certificate.GetECDsaPrivateKey()!;
        PrivateFile.Write(path, $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {Name}
              cluster:
                server: {server.GetLeftPart(UriPartial.Authority)}
                certificate-authority-data: {Encode(authority.CertificatePem)}
            users:
            - name: {User}
              user:
                client-certificate-data: {Encode(certificate.ExportCertificatePem() + "\n")}
                client-key-data: {Encode(key.ExportPkcs8PrivateKeyPem() + "\n")}
            contexts:
            - name: {Name}
              context:
                cluster: {Name}
                user: {User}
            current-context: {Name}

            """);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
