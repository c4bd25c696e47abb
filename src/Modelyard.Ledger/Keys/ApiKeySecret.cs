using System.Numerics;
using System.Security.Cryptography;

namespace Modelyard.Ledger;

/// <summary>
/// The form of a secret: <c>sk-my-</c>, 43 random letters and digits (256 bits), and 6 more that are a checksum of what precedes them.
/// </summary>
/// <remarks>
/// Tools that ask for an OpenAI key look for <c>sk-</c>. The fixed length and the checksum let secret scanners report a leaked key without false alarms,
/// and let the gateway refuse a mistyped one without looking it up.
/// </remarks>
public static class ApiKeySecret
{
    private const string Mark = "sk-my-";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;
    private const int Shown = 6;

    /// <summary>Length of every secret.</summary>
    public const int Length = 6 + RandomLength + ChecksumLength;

    internal static string Generate()
    {
        Span<char> secret = stackalloc char[Length];
        Mark.CopyTo(secret);
        RandomNumberGenerator.GetItems(Alphabet, secret.Slice(Mark.Length, RandomLength));
        WriteChecksum(secret[..^ChecksumLength], secret[^ChecksumLength..]);
        return new string(secret);
    }

    /// <summary>Whether this can be a secret at all.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> secret)
    {
        if (secret.Length != Length || !secret.StartsWith(Mark))
        {
            return false;
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(secret[..^ChecksumLength], checksum);
        return secret[^ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>The part by which its owner recognises a key.</summary>
    internal static string PrefixOf(string secret) => secret[..(Mark.Length + Shown)];

    private static void WriteChecksum(ReadOnlySpan<char> text, Span<char> checksum)
    {
        var crc = uint.MaxValue;
        foreach (var c in text)
        {
            crc = BitOperations.Crc32C(crc, c);
        }

        crc = ~crc;
        for (var i = checksum.Length - 1; i >= 0; i--, crc /= (uint)Alphabet.Length)
        {
            checksum[i] = Alphabet[(int)(crc % (uint)Alphabet.Length)];
        }
    }
}
