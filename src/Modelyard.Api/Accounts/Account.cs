namespace Modelyard.Api;

/// <summary>
/// A person who signs in to the console with a password kept here. Its name is the user name that roles, members, API keys and usage know the
/// person by. Kept in the ledger; the password only as a hash.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "Account", "accounts", ResourceScope.Cluster, Categories = ["modelyard"])]
public sealed class Account : Resource<AccountSpec, AccountStatus>;

/// <summary>Who the person is.</summary>
public sealed class AccountSpec
{
    /// <summary>What to call them, e.g. <c>Ada Lovelace</c>.</summary>
    public string? DisplayName { get; set; }

    /// <summary>
    /// The groups they are in, which roles can be bound to. Whoever adds one must be allowed to <c>impersonate</c> it; those that begin with
    /// <c>system:</c> only <c>system:masters</c> may give.
    /// </summary>
    [SetList]
    public List<string>? Groups { get; set; }

    /// <summary>They cannot sign in, and are signed out.</summary>
    public bool? Disabled { get; set; }

    /// <summary>
    /// The first password, when the account is created; one is made up when absent. Never shown again, and no way to change it later: that is
    /// what PasswordReset and PasswordChange are for.
    /// </summary>
    public string? Password { get; set; }
}

/// <summary>What is known of an account.</summary>
public sealed class AccountStatus
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; set; }

    /// <summary>When they last signed in; never when absent.</summary>
    public DateTimeOffset? LastSignIn { get; set; }

    /// <summary>Somebody else knows the password: they have to choose one of their own first.</summary>
    public bool? MustChangePassword { get; set; }

    /// <summary>In how many places they are signed in with it.</summary>
    public long? Sessions { get; set; }

    /// <summary>The password that was made up. Only in the answer to the creation: it is stored as a hash and cannot be shown again.</summary>
    public string? Password { get; set; }
}
