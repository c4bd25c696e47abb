using System.Security.Cryptography;

namespace Modelyard.Library;

/// <summary>How keys sign. A signature does not say it; the key decides.</summary>
internal static class SignatureAlgorithm
{
    public static bool Verifies(AsymmetricAlgorithm key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            return key switch
            {
                // Model signing hashes as long as the curve is, cosign with SHA-256 whatever the curve.
                ECDsa ec => ec.VerifyData(signed, signature, HashOf(ec), DSASignatureFormat.Rfc3279DerSequence)
                    || ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
                RSA rsa => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                    || rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static HashAlgorithmName HashOf(ECDsa key) => key.KeySize switch
    {
        384 => HashAlgorithmName.SHA384,
        521 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
