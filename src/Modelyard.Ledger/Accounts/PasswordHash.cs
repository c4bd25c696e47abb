using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>
/// Hashes of passwords as they are stored: PBKDF2 with a salt, and with how it was made beside it, so that a later version can do more without
/// anybody having to choose a new password.
/// </summary>
internal static class PasswordHash
{
    /// <summary>As many as OWASP advises for HMAC-SHA256.</summary>
    public const int Iterations = 600_000;

    private const string Algorithm = "pbkdf2-sha256";
    private const int SaltSize = 16;
    private const int HashSize = 32;

    /// <summary>Nobody's. Checked in place of one that does not exist, so that this takes as long.</summary>
    public static string Nobody { get; } = Write(Iterations, new byte[SaltSize], new byte[HashSize]);

    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return Write(Iterations, salt, Derive(password, salt, Iterations, HashSize));
    }

    /// <summary>Whether this is the password. Takes as long for a wrong one.</summary>
    /// <exception cref="LedgerException">The hash is none.</exception>
    public static bool Matches(string stored, string password)
    {
        var (iterations, salt, hash) = Read(stored);
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations, hash.Length), hash);
    }

    /// <summary>Whether it was made with less effort than is made now.</summary>
    public static bool IsOutdated(string stored) => Read(stored).Iterations < Iterations;

    private static byte[] Derive(string password, byte[] salt, int iterations, int size) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, size);

    private static string Write(int iterations, byte[] salt, byte[] hash) =>
        $"{Algorithm}${iterations.ToString(CultureInfo.InvariantCulture)}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";

    private static (int Iterations, byte[] Salt, byte[] Hash) Read(string stored)
    {
        try
        {
            return stored.Split('$') is [Algorithm, var iterations, var salt, var hash]
                ? (int.Parse(iterations, NumberStyles.None, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(hash))
                : throw Unreadable(null);
        }
        catch (FormatException e)
        {
            throw Unreadable(e);
        }
    }

    private static LedgerException Unreadable(Exception? inner) =>
        new(LedgerFailure.Unusable, "The hash of a password in the ledger cannot be read. Reset the password of the account.", inner);
}
