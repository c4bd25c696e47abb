using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// A key of the store, from which the key of each file is derived. It is kept in the store encrypted with a key that is not, so that a new key of the
/// installation means a few lines to write, whatever there is in the store. Its name follows from it.
/// </summary>
internal sealed class StoreKey
{
    internal const int IdSize = 8;
    internal const int SecretSize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] _secret;

    private StoreKey(byte[] secret)
    {
        _secret = secret;
        IdBytes = HMACSHA256.HashData(secret, "modelyard store key id"u8)[..IdSize];
        Id = Convert.ToHexStringLower(IdBytes);
    }

    internal string Id { get; }

    internal byte[] IdBytes { get; }

    internal static StoreKey Generate() => new(RandomNumberGenerator.GetBytes(SecretSize));

    /// <summary>The key of one file.</summary>
    /// <param name="salt">Of that file, and of no other.</param>
    internal byte[] ForFile(ReadOnlySpan<byte> salt)
    {
        var key = new byte[SecretSize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, salt, "modelyard model file"u8);
        return key;
    }

    internal byte[] Wrap(ReadOnlySpan<byte> with)
    {
        var wrapped = new byte[NonceSize + SecretSize + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(with, TagSize);
        cipher.Encrypt(wrapped.AsSpan(0, NonceSize), _secret, wrapped.AsSpan(NonceSize, SecretSize), wrapped.AsSpan(NonceSize + SecretSize), Context(Id));
        return wrapped;
    }

    /// <summary>Null when it is not what <see cref="Wrap"/> gave.</summary>
    internal static StoreKey? Unwrap(string id, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> with)
    {
        if (wrapped.Length != NonceSize + SecretSize + TagSize)
        {
            return null;
        }

        var secret = new byte[SecretSize];
        try
        {
            using var cipher = new AesGcm(with, TagSize);
            cipher.Decrypt(wrapped[..NonceSize], wrapped.Slice(NonceSize, SecretSize), wrapped[^TagSize..], secret, Context(id));
            return new StoreKey(secret) is var key && key.Id == id ? key : null;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Context(string id) => Encoding.UTF8.GetBytes("modelyard store key " + id);
}
