namespace Modelyard.Ledger;

/// <summary>Somebody is signed in somewhere: everything but the token, of which only a keyed hash is stored.</summary>
public sealed record Session
{
    /// <summary>The provider of those whose user is an account.</summary>
    public const string Local = "local";

    /// <summary>Random; says nothing.</summary>
    public required string Name { get; init; }

    /// <summary>Who.</summary>
    public required string User { get; init; }

    /// <summary>What to call them.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The groups they are in. Of an account those it is in now.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Who vouched for them.</summary>
    public string Provider { get; init; } = Local;

    /// <summary>What the browser calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Where they signed in from.</summary>
    public string? Address { get; init; }

    /// <summary>When they signed in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends however much it is used.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was last used, to about a minute.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>They have to choose another password first.</summary>
    public bool MustChangePassword { get; init; }
}

/// <summary>A new session with what the browser is given: its token, which exists nowhere else.</summary>
public sealed record CreatedSession(Session Session, string Token);
