namespace Modelyard.Ledger;

/// <summary>Who is signed in where.</summary>
public sealed class SessionStore
{
    // Written down no more often than this: a page asks many times.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly LedgerDatabase _database;
    private readonly SecretHasher _hasher;
    private readonly TimeProvider _time;

    /// <param name="database">Where they are kept.</param>
    /// <param name="keys">Whose secret the hashes of tokens are made with too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How long they last.</param>
    public SessionStore(LedgerDatabase database, ApiKeyStore keys, TimeProvider time, SessionOptions options) =>
        (_database, _hasher, _time, Options) = (database, keys.Hasher, time, options);

    /// <summary>How long sessions last.</summary>
    public SessionOptions Options { get; }

    /// <summary>Signs somebody in.</summary>
    /// <param name="wanted">Who; the name and the times are given here, an end only when it is earlier than the latest possible.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerException">An account that does not exist, or somebody whose account is disabled, whoever vouches for them.</exception>
    public Task<CreatedSession> CreateAsync(Session wanted, CancellationToken cancellationToken)
    {
        var token = SessionToken.Generate();
        return _database.WriteAsync(
            session =>
            {
                var now = _time.GetUtcNow();
                var account = AccountRows.FindPassword(session, wanted.User);
                if (account is { IsDisabled: true } || (account is null && wanted.Provider == Session.Local))
                {
                    throw new LedgerException(LedgerFailure.Invalid, $"user: there is no account \"{wanted.User}\" that can sign in.");
                }

                var latest = now + Options.Lifetime;
                var added = wanted with
                {
                    Name = Guid.NewGuid().ToString("N"),
                    CreatedAt = now,
                    LastSeen = now,
                    ExpiresAt = wanted.ExpiresAt > now && wanted.ExpiresAt < latest ? wanted.ExpiresAt : latest,
                };
                SessionRows.Clear(session, Times());
                SessionRows.Insert(session, added, _hasher.Hash(token));
                return new CreatedSession(SessionRows.Find(session, added.Name, Times())!, token);
            },
            cancellationToken);
    }

    /// <summary>Whose session a token is of, which this is a use of; null when it has ended or never was.</summary>
    public async Task<Session?> UseAsync(string token, CancellationToken cancellationToken)
    {
        if (!SessionToken.IsWellFormed(token))
        {
            return null;
        }

        var (hash, now) = (_hasher.Hash(token), _time.GetUtcNow());
        var found = await _database.ReadAsync(session => SessionRows.FindByHash(session, hash, Times()), cancellationToken);
        if (found is null || now - found.LastSeen < Precision)
        {
            return found;
        }

        await _database.WriteAsync(
            session =>
            {
                SessionRows.NoteUse(session, found.Name, now);
                return true;
            },
            cancellationToken);
        return found with { LastSeen = now };
    }

    /// <summary>The session of this name, or null.</summary>
    public Task<Session?> GetAsync(string name, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => SessionRows.Find(session, name, Times()), cancellationToken);

    /// <summary>Sessions in the order they began; those of one user, or all when <paramref name="user"/> is null.</summary>
    public Task<IReadOnlyList<Session>> ListAsync(string? user, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => SessionRows.List(session, user, Times()), cancellationToken);

    /// <summary>Ends a session.</summary>
    /// <exception cref="LedgerException">There is none of this name.</exception>
    public Task EndAsync(string name, CancellationToken cancellationToken) => _database.WriteAsync(
        session => SessionRows.End(session, name)
            ? true
            : throw new LedgerException(LedgerFailure.NotFound, $"There is no session \"{name}\"."),
        cancellationToken);

    private SessionTimes Times() => new(_time.GetUtcNow(), Options.Idle);
}
