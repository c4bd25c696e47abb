namespace Modelyard.Ledger;

/// <summary>The accounts of those who sign in with a password. Whatever ends an account's right to be signed in ends its sessions in the same transaction.</summary>
public sealed class AccountStore(LedgerDatabase database, TimeProvider time, SessionOptions options)
{
    /// <summary>The account of this name, or null.</summary>
    public Task<Account?> GetAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(session => AccountRows.Find(session, name, Times()), cancellationToken);

    /// <summary>All accounts by name.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => AccountRows.List(session, Times()), cancellationToken);

    /// <summary>Adds an account, whose owner has to choose another password when signing in.</summary>
    /// <param name="account">As it is to be.</param>
    /// <param name="password">Its first password; null for one that is made up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The account, and the password when it was made up: there is no other copy.</returns>
    /// <exception cref="LedgerException">The name is taken, or the password too easy to guess.</exception>
    public async Task<(Account Account, string? Password)> CreateAsync(Account account, string? password, CancellationToken cancellationToken)
    {
        var first = FirstPassword.For(account.Name, password);
        var hash = await Task.Run(first.Hash, cancellationToken);
        var created = await database.WriteAsync(
            session =>
            {
                var added = account with { Revision = AccountRows.NextRevision(session), CreatedAt = time.GetUtcNow(), MustChangePassword = true };
                if (AccountRows.FindPassword(session, account.Name) is not null)
                {
                    throw new LedgerException(LedgerFailure.AlreadyExists, $"There is an account \"{account.Name}\" already.");
                }

                AccountRows.Insert(session, added, hash);
                SignInFailures.Forget(session, account.Name);
                return added;
            },
            cancellationToken);
        return (created, first.Generated);
    }

    /// <summary>Replaces an account that is still as it was read.</summary>
    /// <param name="account">As it is to be; its revision is the one it was read with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerException">Gone or changed in the meantime.</exception>
    public Task<Account> UpdateAsync(Account account, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var revision = AccountRows.NextRevision(session);
            var changed = RequireUnchanged(session, account) with
            {
                Revision = revision,
                DisplayName = account.DisplayName,
                Groups = account.Groups,
                IsDisabled = account.IsDisabled,
                Document = account.Document,
            };
            AccountRows.Update(session, changed);
            if (!account.IsDisabled)
            {
                return changed;
            }

            SessionRows.EndAllOf(session, account.Name);
            return changed with { Sessions = 0 };
        },
        cancellationToken);

    /// <summary>Removes an account that is still as it was read.</summary>
    /// <exception cref="LedgerException">Gone or changed in the meantime.</exception>
    public Task<Account> DeleteAsync(Account account, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var revision = AccountRows.NextRevision(session);
            var removed = RequireUnchanged(session, account) with { Revision = revision };
            AccountRows.Delete(session, account.Name);
            SessionRows.EndOf(session, account.Name);
            return removed;
        },
        cancellationToken);

    private SessionTimes Times() => new(time.GetUtcNow(), options.Idle);

    private Account RequireUnchanged(LedgerSession session, Account account)
    {
        var live = AccountRows.Find(session, account.Name, Times())
            ?? throw new LedgerException(LedgerFailure.NotFound, $"There is no account \"{account.Name}\".");
        return live.Revision == account.Revision
            ? live
            : throw new LedgerException(LedgerFailure.Conflict, $"The account \"{account.Name}\" was changed in the meantime. Read it and try again.");
    }
}
