using System.Security.Cryptography;

namespace Modelyard.Ledger;

/// <summary>A password that somebody gives to somebody else.</summary>
public sealed class FirstPassword
{
    // Without those that are easily taken for another.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;

    private readonly string _password;

    private FirstPassword(string password, string? generated) => (_password, Generated) = (password, generated);

    /// <summary>The password when it was made up.</summary>
    internal string? Generated { get; }

    /// <summary>One that nobody guesses, easy to read out: four groups of five letters and digits (100 bits).</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    /// <summary>The one that is wanted, or else one that is made up.</summary>
    /// <exception cref="LedgerException">The one that is wanted is too easy to guess.</exception>
    internal static FirstPassword For(string account, string? wanted)
    {
        if (wanted is not null)
        {
            PasswordRules.Require("password", account, wanted);
            return new FirstPassword(wanted, null);
        }

        var generated = Generate();
        return new FirstPassword(generated, generated);
    }

    internal string Hash() => PasswordHash.Create(_password);
}
