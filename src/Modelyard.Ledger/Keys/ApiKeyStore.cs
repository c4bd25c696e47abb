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
        RequireValid(request, now);
        var secret = ApiKeySecret.Generate();
        var (stored, retired) = await _database.WriteAsync(session => Create(session, request, secret, now), cancellationToken);
        if (retired is not null)
        {
            Changed?.Invoke(retired);
        }

        Changed?.Invoke(stored);
        return new CreatedApiKey(stored.Key, secret);
    }

    /// <summary>Whether a key could be made now.</summary>
    /// <exception cref="LedgerException">It could not.</exception>
    public Task CheckAsync(ApiKeyRequest request, CancellationToken cancellationToken)
    {
        var now = Now();
        RequireValid(request, now);
        return _database.ReadAsync(session => Complete(session, request, now).Request, cancellationToken);
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

    private (StoredApiKey Created, StoredApiKey? Retired) Create(LedgerSession session, ApiKeyRequest request, string secret, DateTimeOffset now)
    {
        var revision = ApiKeyRows.NextRevision(session);
        (request, var old) = Complete(session, request, now);
        StoredApiKey? retired = null;
        if (old is not null)
        {
            retired = old with { Key = ApiKeyRotation.Retire(old.Key, request.Name, now + request.Overlap) with { Revision = revision } };
            ApiKeyRows.Update(session, retired.Key);
            revision = ApiKeyRows.NextRevision(session);
        }

        var created = new StoredApiKey(New(request, secret, revision, now), Hasher.Hash(secret));
        ApiKeyRows.Insert(session, created);
        return (created, retired);
    }

    /// <summary>What is wanted, with what the key says that it replaces, and that key.</summary>
    private static (ApiKeyRequest Request, StoredApiKey? Old) Complete(LedgerSession session, ApiKeyRequest request, DateTimeOffset now)
    {
        if (ApiKeyRows.Find(session, request.Namespace, request.Name) is not null)
        {
            throw new LedgerException(
                LedgerFailure.AlreadyExists, $"There is an API key \"{request.Name}\" in namespace \"{request.Namespace}\" already. Revoke it first.");
        }

        StoredApiKey? old = null;
        if (request.Rotates is { } name)
        {
            old = ApiKeyRows.Find(session, request.Namespace, name)
                ?? throw new LedgerException(LedgerFailure.Invalid, $"rotates: there is no API key \"{name}\" in namespace \"{request.Namespace}\".");
            request = ApiKeyRotation.Inherit(request, old.Key, now);
        }

        RequireShortLife(request, now);
        return (request, old);
    }

    private static void RequireValid(ApiKeyRequest request, DateTimeOffset now)
    {
        var errors = ApiKeyRequestValidator.Validate(request, now);
        if (errors.Count > 0)
        {
            throw new LedgerException(LedgerFailure.Invalid, string.Join('\n', errors));
        }
    }

    private static void RequireShortLife(ApiKeyRequest request, DateTimeOffset now)
    {
        if (request.LongestLife is { } longest && !(request.ExpiresAt <= now + longest))
        {
            throw new LedgerException(
                LedgerFailure.Invalid,
                $"expiresAt: keys of this organization must expire, at the latest {Text(longest)} after they are made: set it to {now + longest:yyyy-MM-dd'T'HH:mm:ss'Z'} or earlier.");
        }
    }

    private static string Text(TimeSpan life) => life.TotalDays == (int)life.TotalDays ? $"{life.TotalDays:0} days" : $"{life.TotalHours:0.##} hours";

    private static ApiKey New(ApiKeyRequest request, string secret, long revision, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Revision = revision,
        Namespace = request.Namespace,
        Name = request.Name,
        Prefix = ApiKeySecret.PrefixOf(secret),
        Scope = request.Scope ?? ApiKeyScope.All,
        User = request.User,
        ServiceAccount = request.ServiceAccount,
        Limits = request.Limits,
        Budget = request.Budget,
        Labels = request.Labels ?? new Dictionary<string, string>(),
        RotatedFrom = request.Rotates,
        CreatedAt = now,
        ExpiresAt = request.ExpiresAt,
    };

    // As precise as it is stored, so that a key reads back as it was returned.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
}
