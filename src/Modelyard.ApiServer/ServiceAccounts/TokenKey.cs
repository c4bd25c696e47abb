using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The key that signs tokens of service accounts; kept beside the certificates, readable by its owner only.</summary>
internal sealed class TokenKey : IDisposable
{
    private readonly ECDsa _key;

    private TokenKey(ECDsa key)
    {
        _key = key;
        var fingerprint = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        Key = new ECDsaSecurityKey(key) { KeyId = Base64UrlEncoder.Encode(fingerprint) };
    }

    public SecurityKey Key { get; }

    /// <summary>Opens the key kept in <paramref name="folder"/>, or makes one.</summary>
    public static TokenKey Open(string folder)
    {
        var path = Path.Combine(folder, "sa.key");
        if (!File.Exists(path))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            PrivateFile.Write(path, fresh.ExportPkcs8PrivateKeyPem() + "\n");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new TokenKey(key);
        }
        catch (Exception damaged) when (damaged is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} is not a private key in PEM. Restore it from a backup, or remove it: tokens given out until now are then void.", damaged);
        }
    }

    public void Dispose() => _key.Dispose();
}
