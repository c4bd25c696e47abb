namespace Modelyard.Ledger;

/// <summary>Checks and changes passwords, and sees to it that nobody gets to guess them.</summary>
public sealed class PasswordDesk(LedgerDatabase database, TimeProvider time, SessionOptions options) : IDisposable
{
    // A hash keeps a core busy: those who sign in must not take the whole machine from the models.
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>This process has given the account of this name another password.</summary>
    public event Action<string>? Changed;

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    /// <summary>Signs in with a password.</summary>
    public Task<SignInResult> SignInAsync(string name, string password, CancellationToken cancellationToken) =>
        CheckAsync(name, password, null, cancellationToken);

    /// <summary>Changes a password, and ends the sessions that began with the old one.</summary>
    /// <exception cref="LedgerException">The new one is too easy to guess, or the old one again.</exception>
    public async Task<SignInResult> ChangeAsync(string name, string current, string wanted, CancellationToken cancellationToken)
    {
        PasswordRules.Require("new", name, wanted);
        if (current == wanted)
        {
            throw new LedgerException(LedgerFailure.Invalid, "new: must be another one than the current password");
        }

        var result = await CheckAsync(name, current, wanted, cancellationToken);
        if (result.Verdict == SignInVerdict.Authenticated)
        {
            Changed?.Invoke(name);
        }

        return result;
    }

    /// <summary>Gives an account a password that its owner has to change, and ends its sessions.</summary>
    /// <param name="name">The account.</param>
    /// <param name="password">The password; null for one that is made up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The password when it was made up: there is no other copy.</returns>
    /// <exception cref="LedgerException">There is no such account, or the password is too easy to guess.</exception>
    public async Task<string?> ResetAsync(string name, string? password, CancellationToken cancellationToken)
    {
        var first = FirstPassword.For(name, password);
        var hash = await HashingAsync(first.Hash, cancellationToken);
        await database.WriteAsync(
            session =>
            {
                if (!AccountRows.SetPassword(session, name, hash, mustChange: true))
                {
                    throw new LedgerException(LedgerFailure.NotFound, $"There is no account \"{name}\".");
                }

                SignInFailures.Forget(session, name);
                return SessionRows.EndOf(session, name);
            },
            cancellationToken);
        Changed?.Invoke(name);
        return first.Generated;
    }

    private async Task<SignInResult> CheckAsync(string name, string password, string? wanted, CancellationToken cancellationToken)
    {
        var wait = await database.WriteAsync(session => SignInFailures.Begin(session, name, time.GetUtcNow()), cancellationToken);
        if (wait > TimeSpan.Zero)
        {
            return new SignInResult(SignInVerdict.NotLookedAt, null, wait);
        }

        var found = await database.ReadAsync(session => AccountRows.FindPassword(session, name), cancellationToken);
        if (!await HashingAsync(() => PasswordHash.Matches(found?.Password ?? PasswordHash.Nobody, password), cancellationToken) || found is not { IsDisabled: false } known)
        {
            return await database.WriteAsync(session => Refuse(session, name), cancellationToken);
        }

        var renewed = wanted is not null || PasswordHash.IsOutdated(known.Password)
            ? await HashingAsync(() => PasswordHash.Create(wanted ?? password), cancellationToken)
            : known.Password;
        return await database.WriteAsync(
            session =>
            {
                // Somebody may have disabled the account or changed its password meanwhile.
                if (!AccountRows.NoteSignIn(session, name, known.Password, renewed, time.GetUtcNow()))
                {
                    return Refuse(session, name);
                }

                if (wanted is not null)
                {
                    AccountRows.SetPassword(session, name, renewed, mustChange: false);
                    SessionRows.EndOf(session, name);
                }

                return Welcome(session, name);
            },
            cancellationToken);
    }

    private SignInResult Welcome(LedgerSession session, string name)
    {
        SignInFailures.Forget(session, name);
        var now = time.GetUtcNow();
        return new SignInResult(SignInVerdict.Authenticated, AccountRows.Find(session, name, new SessionTimes(now, options.Idle)), TimeSpan.Zero);
    }

    private SignInResult Refuse(LedgerSession session, string name) =>
        new(SignInVerdict.Refused, null, SignInFailures.End(session, name, time.GetUtcNow()));

    private async Task<T> HashingAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _hashing.Release();
        }
    }
}
