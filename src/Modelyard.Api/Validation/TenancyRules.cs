namespace Modelyard.Api;

/// <summary>Rules on values that several of Modelyard's own kinds have: money and durations.</summary>
internal static class TenancyRules
{
    // In millionths this stays well within a 64-bit number, multiplied by any count of tokens of one request.
    private const decimal Largest = 1_000_000_000m;
    private const int Decimals = 6;

    /// <summary>An amount of money; 0 only where something may be free.</summary>
    public static void CheckMoney(decimal? amount, FieldPath path, bool mayBeZero, FieldErrors errors)
    {
        if (amount is not { } value)
        {
            return;
        }

        if (value < 0 || (value == 0 && !mayBeZero))
        {
            errors.Invalid(path, value, mayBeZero ? "must be greater than or equal to 0" : "must be greater than 0");
        }
        else if (value > Largest)
        {
            errors.Invalid(path, value, $"must be less than or equal to {Largest}");
        }
        else if (decimal.Round(value, Decimals) != value)
        {
            errors.Invalid(path, value, $"must have at most {Decimals} decimal places");
        }
    }

    /// <summary>A duration longer than nothing.</summary>
    public static void CheckDuration(string? text, FieldPath path, string example, FieldErrors errors)
    {
        if (text is not null && !(DurationText.TryParse(text, out var value) && value > TimeSpan.Zero))
        {
            errors.Invalid(path, text, $"must be a duration longer than 0, such as {example}");
        }
    }

    /// <summary>Whoever keys, members and usage name: what signs them in says what it looks like, so little is ruled out.</summary>
    public static void CheckUser(string? user, FieldPath path, FieldErrors errors)
    {
        if (user is not null && (user.Length is 0 or > 256 || user.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            errors.Invalid(path, user, "must have 1 to 256 characters and no spaces, such as developer@acme.example");
        }
    }
}
