namespace Modelyard.Ledger;

/// <summary>Long passwords that are guessed all the same: well-known words with digits and marks around them, rows of the keyboard, and repetitions.</summary>
internal static class CommonPasswords
{
    private const int FewestDifferent = 5;

    private static readonly string[] Words =
    [
        "correcthorsebatterystaple", "administrator", "modelyard", "superman", "sunshine", "princess", "password", "passwort", "iloveyou", "football", "baseball",
        "changeme", "trustno", "welcome", "letmein", "monkey", "dragon", "master", "passwd", "qwerty", "qwertz", "azerty", "secret", "summer", "winter", "spring",
        "autumn", "admin", "login", "guest", "pass", "test", "user", "root", "word", "abc",
    ];

    private static readonly string[] Rows = BothWays(
        "012345678901234567890", "abcdefghijklmnopqrstuvwxyzabcdefghijklm", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn");

    /// <summary>Whether a password, in lower case, is one of them.</summary>
    public static bool Contains(string password) =>
        password.Distinct().Count() < FewestDifferent || Rows.Any(row => row.Contains(password, StringComparison.Ordinal)) || IsRepetition(password) || IsWords(password);

    private static bool IsRepetition(string password) => Enumerable.Range(1, password.Length / 2).Any(
        period => Enumerable.Range(period, password.Length - period).All(i => password[i] == password[i - period]));

    /// <summary>What is left of <c>password1234!</c> without the word, the digits and the marks is nothing.</summary>
    private static bool IsWords(string password)
    {
        var letters = new string([.. password.Where(char.IsLetter)]);
        return letters.Length > password.Length / 2 && Rows.Any(row => row.Contains(letters, StringComparison.Ordinal))
            || letters.Length > 0 && Words.Aggregate(letters, static (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)).Length == 0;
    }

    private static string[] BothWays(params string[] rows) => [.. rows, .. rows.Select(r => new string([.. r.Reverse()]))];
}
