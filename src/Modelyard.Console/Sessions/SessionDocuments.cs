namespace Modelyard.WebConsole;

/// <summary>What the browser sends to sign in.</summary>
internal sealed record PasswordCredentials(string? User, string? Password);

/// <summary>What the browser sends to change the password.</summary>
internal sealed record NewPassword(string? Current, string? New);

/// <summary>Who is signed in, as the browser is told.</summary>
/// <param name="Name">What the session is called among the Sessions of the API.</param>
internal sealed record SessionAnswer(
    string Name, string User, string DisplayName, IReadOnlyList<string> Groups, string Provider, string Csrf, DateTimeOffset? Expires, bool MustChangePassword)
{
    public static SessionAnswer Of(ConsoleSession session) => new(
        session.Name, session.User, session.DisplayName ?? session.User, session.Groups, session.Provider, session.Csrf, session.Expires, session.MustChangePassword);
}

/// <summary>Somebody has signed out here, and is not done.</summary>
/// <param name="Next">Where the browser goes on to, to sign out there too.</param>
internal sealed record SignOutAnswer(string Next);

/// <summary>How one can sign in.</summary>
/// <param name="Local">Whether with a password.</param>
/// <param name="Providers">With whom else.</param>
/// <param name="FirstSteps">Where the first password is, as long as it is the first one; told on this machine only.</param>
internal sealed record SignInChoices(bool Local, IReadOnlyList<SignInProvider> Providers, string? FirstSteps);

/// <summary>Somebody who can vouch for people.</summary>
internal sealed record SignInProvider(string Name, string DisplayName);

/// <summary>Why not.</summary>
internal sealed record RefusalAnswer(string Reason, string Message);
