using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>What a browser shows to be somebody: 256 random bits behind a mark by which secret scanners know them.</summary>
public static class SessionToken
{
    private const string Mark = "my-session-";
    private const int Bytes = 32;
    private static readonly int Length = Mark.Length + Base64Url.GetEncodedLength(Bytes);

    internal static string Generate() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether this can be a token at all.</summary>
    internal static bool IsWellFormed(string token) => token.Length == Length && token.StartsWith(Mark, StringComparison.Ordinal) && Ascii.IsValid(token);

    /// <summary>What a page of the console must send with each change. It follows from the token, which no script can read.</summary>
    public static string CsrfOf(string token) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), "modelyard csrf"u8));
}
