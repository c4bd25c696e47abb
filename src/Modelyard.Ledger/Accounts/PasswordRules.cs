using System.Globalization;

namespace Modelyard.Ledger;

/// <summary>
/// What a password must be: long, and not among what is tried first. Nothing about kinds of characters, which makes passwords worse (NIST SP 800-63B).
/// </summary>
internal static class PasswordRules
{
    private const int Shortest = 12;

    // Hashing must not be a way to keep the server busy.
    private const int Longest = 256;

    private const int ShortestTellingName = 4;

    /// <summary>Refuses one that is too easy to guess.</summary>
    /// <exception cref="LedgerException">With what is wrong, about the <paramref name="field"/>.</exception>
    public static void Require(string field, string account, string password)
    {
        if (Refusal(account, password) is { } refusal)
        {
            throw new LedgerException(LedgerFailure.Invalid, $"{field}: {refusal}");
        }
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Refusal(string account, string password)
    {
        if (password.Length > Longest)
        {
            return $"must have at most {Longest} characters";
        }

        // Characters as people count them, not as they are stored.
        if (new StringInfo(password).LengthInTextElements < Shortest)
        {
            return $"must have at least {Shortest} characters";
        }

        var text = password.ToLowerInvariant();
        return ContainsName(text, account) ? "must not contain the name of the account"
            : CommonPasswords.Contains(text) ? "is among the passwords that are tried first: choose another, for instance four words that have nothing to do with each other"
            : null;
    }

    private static bool ContainsName(string text, string account)
    {
        var own = account.Split('@')[0];
        return text.Contains(account, StringComparison.Ordinal) || (own.Length >= ShortestTellingName && text.Contains(own, StringComparison.Ordinal));
    }
}
