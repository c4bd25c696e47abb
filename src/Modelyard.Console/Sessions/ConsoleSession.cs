using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Who is signed in.</summary>
/// <param name="Name">What the session is called in the API; not its secret.</param>
/// <param name="User">As whom the API is called.</param>
/// <param name="Groups">With which groups.</param>
/// <param name="Csrf">What requests that change something must carry.</param>
internal sealed record ConsoleSession(string Name, string User, IReadOnlyList<string> Groups, string Csrf)
{
    /// <summary>What to call the person.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Who vouched for them.</summary>
    public string Provider { get; init; } = Session.Local;

    /// <summary>When it ends unless it is used before then.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether nothing else is possible before the password is changed.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Refuses all but the change of a password that somebody else knows.</summary>
    public ConsoleSession Usable() => MustChangePassword
        ? throw Refusal.Forbidden("Choose a password of your own first: somebody else knows the one you have.")
        : this;
}
