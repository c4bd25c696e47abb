using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Storage;

/// <summary>
/// A document as it is stored encrypted: mark, name of the key, revision, nonce, ciphertext, tag (AES-256-GCM). What it is stored under and the
/// revision are authenticated with it, so that it is of no use in another row.
/// </summary>
internal static class SealedDocument
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static readonly int KeyAt = Mark.Length;
    private static readonly int RevisionAt = KeyAt + DocumentKey.IdSize;
    private static readonly int HeaderSize = RevisionAt + sizeof(long);
    private static readonly int Overhead = HeaderSize + NonceSize + TagSize;

    /// <summary>No JSON begins so.</summary>
    public static ReadOnlySpan<byte> Mark => [0, (byte)'m', (byte)'y', (byte)'e', 1];

    public static bool IsSealed(ReadOnlySpan<byte> stored) => stored.StartsWith(Mark);

    /// <summary>How everything begins that is sealed with a key.</summary>
    public static byte[] Prefix(DocumentKey key) => [.. Mark, .. key.IdBytes];

    public static byte[] Seal(DocumentKey key, ResourceKey place, long revision, ReadOnlySpan<byte> document)
    {
        var stored = new byte[Overhead + document.Length];
        Mark.CopyTo(stored);
        key.IdBytes.CopyTo(stored, KeyAt);
        BinaryPrimitives.WriteInt64BigEndian(stored.AsSpan(RevisionAt), revision);
        var nonce = stored.AsSpan(HeaderSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Secret, TagSize);
        cipher.Encrypt(nonce, document, stored.AsSpan(HeaderSize + NonceSize, document.Length), stored.AsSpan(stored.Length - TagSize), Context(stored, place));
        return stored;
    }

    /// <param name="keys">Where the key is looked for.</param>
    /// <param name="place">What it is stored under.</param>
    /// <param name="revision">The revision that wrote it; null when that is not known.</param>
    /// <param name="stored">What is stored.</param>
    /// <exception cref="StoreUnusableException">The key is missing, or it is not what was stored here.</exception>
    public static byte[] Open(DocumentKeyRing keys, ResourceKey place, long? revision, ReadOnlySpan<byte> stored)
    {
        if (stored.Length < Overhead || (revision is { } expected && BinaryPrimitives.ReadInt64BigEndian(stored[RevisionAt..]) != expected))
        {
            throw NotOurs(place);
        }

        var id = Convert.ToHexStringLower(stored.Slice(KeyAt, DocumentKey.IdSize));
        var key = keys.Find(id) ?? throw new StoreUnusableException($"{place} is encrypted with the key {id}, which {keys.Path} does not have. Put that key back");
        var document = new byte[stored.Length - Overhead];
        try
        {
            using var cipher = new AesGcm(key.Secret, TagSize);
            cipher.Decrypt(
                stored.Slice(HeaderSize, NonceSize), stored.Slice(HeaderSize + NonceSize, document.Length), stored[^TagSize..], document, Context(stored, place));
            return document;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw NotOurs(place);
        }
    }

    private static byte[] Context(ReadOnlySpan<byte> stored, ResourceKey place) =>
        [.. stored[..HeaderSize], .. Encoding.UTF8.GetBytes($"{place.Collection}\0{place.Namespace}\0{place.Name}")];

    private static StoreUnusableException NotOurs(ResourceKey place) =>
        new($"what is stored under {place} was not written there by this program: it was changed or moved. Restore it from a backup");
}
