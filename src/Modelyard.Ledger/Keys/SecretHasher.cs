using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>
/// HMAC-SHA256 of secrets under a key of this installation. Whoever obtains or can write the database alone can neither test guesses nor plant a key of
/// their own. No slow hash: the secrets have 256 random bits.
/// </summary>
internal sealed class SecretHasher(byte[] pepper)
{
    public const int PepperSize = 32;
    private const int MaxLength = 64;

    private readonly byte[] _pepper = pepper;

    /// <summary>Tells peppers apart without telling anything about them.</summary>
    public string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(_pepper, "modelyard pepper fingerprint"u8)[..8]);

    public SecretHash Hash(ReadOnlySpan<char> secret)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        Span<byte> hash = stackalloc byte[SecretHash.Size];
        HMACSHA256.HashData(_pepper, text[..Encoding.ASCII.GetBytes(secret, text)], hash);
        return SecretHash.Read(hash);
    }
}
