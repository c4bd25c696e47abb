using System.Security.Cryptography;

namespace Modelyard.Storage;

/// <summary>A key that documents are encrypted with, under a name that follows from it: another key cannot pass for it.</summary>
internal sealed class DocumentKey
{
    public const int IdSize = 8;

    private const int SecretSize = 32;

    private DocumentKey(byte[] secret)
    {
        Secret = secret;
        IdBytes = HMACSHA256.HashData(secret, "modelyard key id"u8)[..IdSize];
        Id = Convert.ToHexStringLower(IdBytes);
    }

    public string Id { get; }

    public byte[] IdBytes { get; }

    public byte[] Secret { get; }

    public static DocumentKey Generate() => new(RandomNumberGenerator.GetBytes(SecretSize));

    /// <summary>Reads what <see cref="ToLine"/> wrote; null when it is not that.</summary>
    public static DocumentKey? TryParse(string line)
    {
        var secret = new byte[SecretSize];
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var id, var text]
            && Convert.TryFromBase64String(text, secret, out var length) && length == SecretSize
            && new DocumentKey(secret) is var key && key.Id == id ? key : null;
    }

    /// <summary>As in a key file. Holds the secret.</summary>
    public string ToLine() => $"{Id} {Convert.ToBase64String(Secret)}";
}
