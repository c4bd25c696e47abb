namespace Modelyard.Ledger;

/// <summary>What became of an attempt to sign in.</summary>
public enum SignInVerdict
{
    /// <summary>The password is right.</summary>
    Authenticated,

    /// <summary>No such account, another password, or a disabled account: it is not told which.</summary>
    Refused,

    /// <summary>There were too many attempts: the password was not looked at.</summary>
    NotLookedAt,
}

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="Verdict">Whether it succeeded.</param>
/// <param name="Account">The account, when it did.</param>
/// <param name="RetryAfter">How long the next attempt has to wait.</param>
public sealed record SignInResult(SignInVerdict Verdict, Account? Account, TimeSpan RetryAfter);
