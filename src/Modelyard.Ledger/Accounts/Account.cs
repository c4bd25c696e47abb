namespace Modelyard.Ledger;

/// <summary>A person who signs in with a password, as they may be shown: everything but the hash of the password.</summary>
public sealed record Account
{
    /// <summary>The user name.</summary>
    public required string Name { get; init; }

    /// <summary>Rises with every change of what is wanted of any account.</summary>
    public long Revision { get; init; }

    /// <summary>What to call them.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The groups they are in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Whether they cannot sign in.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether somebody else knows the password.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>The whole resource as JSON, whose fields the resource API knows.</summary>
    public required string Document { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When they last signed in; null for never.</summary>
    public DateTimeOffset? LastSignIn { get; init; }

    /// <summary>In how many places they are signed in with it.</summary>
    public long Sessions { get; init; }
}
