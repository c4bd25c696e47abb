namespace Modelyard.Ledger;

/// <summary>Makes, shows and revokes API keys. Rows are never deleted: what was revoked stays on record.</summary>
public sealed class ApiKeyStore
{
    private readonly LedgerDatabase _database;
    private readonly TimeProvider _time;

    private ApiKeyStore(LedgerDatabase database, SecretHasher hasher, TimeProvider time)
    {
        _database = database;
        _time = time;
        Hasher = hasher;
    }

    /// <summary>A change of this process is on the disk; other processes' changes are not announced.</summary>
    internal event Action<StoredApiKey>? Changed;

    internal SecretHasher Hasher { get; }

    /// <summary>Opens the store. <paramref name="pepperPath"/> is made if no key needs it yet, and must be the same file ever after.</summary>
    public static async Task<ApiKeyStore> OpenAsync(LedgerDatabase database, string pepperPath, TimeProvider time, CancellationToken cancellationToken)
    {
        var hasher = await PepperBinding.BindAsync(database, pepperPath, cancellationToken);
        return new ApiKeyStore(database, hasher, time);
    }

    /// <summary>Makes a key. The secret in the result is the only copy.</summary>
    public async Task<CreatedApiKey> CreateAsync(ApiKeyRequest request, CancellationToken cancellationToken)
    {
        var now = Now();
        var errors = ApiKeyRequestValidator.Validate(request, now);
        if (errors.Count > 0)
        {
            throw new LedgerException(LedgerFailure.Invalid, string.Join('\n', errors));
        }

        var secret = ApiKeySecret.Generate();
        var stored = await _database.WriteAsync(
            session =>
            {
                var revision = ApiKeyRows.NextRevision(session);
                if (ApiKeyRows.Find(session, request.Namespace, request.Name) is not null)
                {
                    throw new LedgerException(
                        LedgerFailure.AlreadyExists, $"There is an API key \"{request.Name}\" in namespace \"{request.Namespace}\" already. Revoke it first.");
                }

                var key = new ApiKey
                {
                    Id = Guid.CreateVersion7(now),
                    Revision = revision,
                    Namespace = request.Namespace,
                    Name = request.Name,
                    Prefix = ApiKeySecret.PrefixOf(secret),
                    Scope = request.Scope,
                    User = request.User,
                    ServiceAccount = request.ServiceAccount,
                    Limits = request.Limits,
                    Budget = request.Budget,
                    Labels = request.Labels,
                    CreatedAt = now,
                    ExpiresAt = request.ExpiresAt,
                };
                var row = new StoredApiKey(key, Hasher.Hash(secret));
                ApiKeyRows.Insert(session, row);
                return row;
            },
            cancellationToken);
        Changed?.Invoke(stored);
        return new CreatedApiKey(stored.Key, secret);
    }

    /// <summary>The key of this name that is not revoked, or null.</summary>
    public Task<ApiKey?> GetAsync(string ns, string name, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => ApiKeyRows.Find(session, ns, name)?.Key, cancellationToken);

    /// <summary>Keys by namespace and name; of one namespace, or of all when <paramref name="ns"/> is null.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync(string? ns, bool includeRevoked, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => ApiKeyRows.List(session, ns, includeRevoked), cancellationToken);

    /// <summary>Ends a key for good. In this process it is refused from the moment this returns.</summary>
    public async Task<ApiKey> RevokeAsync(string ns, string name, CancellationToken cancellationToken)
    {
        var stored = await _database.WriteAsync<StoredApiKey>(
            session =>
            {
                var revision = ApiKeyRows.NextRevision(session);
                var row = ApiKeyRows.Find(session, ns, name)
                    ?? throw new LedgerException(LedgerFailure.NotFound, $"There is no API key \"{name}\" in namespace \"{ns}\".");
                row = row with { Key = row.Key with { RevokedAt = Now(), Revision = revision } };
                ApiKeyRows.Update(session, row.Key);
                return row;
            },
            cancellationToken);
        Changed?.Invoke(stored);
        return stored.Key;
    }

    /// <summary>Takes over keys of another ledger with the same pepper, except those that are here already.</summary>
    internal async Task AdoptAsync(IReadOnlyList<StoredApiKey> rows, CancellationToken cancellationToken) => await _database.WriteAsync(
        session =>
        {
            foreach (var row in rows)
            {
                var revision = ApiKeyRows.NextRevision(session);
                if (!ApiKeyRows.Has(session, row.Key.Id))
                {
                    var taken = row.Key.RevokedAt is null && ApiKeyRows.Find(session, row.Key.Namespace, row.Key.Name) is not null;
                    var name = taken ? $"{row.Key.Name}-{row.Key.Id.ToString()[^6..]}" : row.Key.Name;
                    ApiKeyRows.Insert(session, row with { Key = row.Key with { Revision = revision, Name = name } });
                }
            }

            return rows.Count;
        },
        cancellationToken);

    internal Task<IReadOnlyList<StoredApiKey>> ChangedSinceAsync(long revision, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => ApiKeyRows.ChangedSince(session, revision), cancellationToken);

    internal Task WriteLastUsedAsync(IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> uses, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            session =>
            {
                ApiKeyRows.WriteLastUsed(session, uses);
                return uses.Count;
            },
            cancellationToken);

    // As precise as it is stored, so that a key reads back as it was returned.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
}
