using System.Collections.Concurrent;

namespace Modelyard.Ledger;

/// <summary>
/// All keys in memory, so that checking one touches no database and goes on when the database is away. Changes of this process show at once, those of
/// others with the next <see cref="RefreshAsync"/>.
/// </summary>
public sealed class ApiKeyDirectory : IDisposable
{
    private readonly ApiKeyStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<SecretHash, Entry> _entries = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private long _revision;

    private ApiKeyDirectory(ApiKeyStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        store.Changed += Apply;
    }

    /// <summary>Loads all keys.</summary>
    public static async Task<ApiKeyDirectory> OpenAsync(ApiKeyStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var directory = new ApiKeyDirectory(store, time);
        await directory.RefreshAsync(cancellationToken);
        return directory;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Changed -= Apply;
        _refreshing.Dispose();
    }

    /// <summary>Judges a presented secret, and notes the use of a valid one.</summary>
    public ApiKeyLookup Authenticate(ReadOnlySpan<char> secret)
    {
        if (!ApiKeySecret.IsWellFormed(secret) || !_entries.TryGetValue(_store.Hasher.Hash(secret), out var entry))
        {
            return default;
        }

        var key = entry.Key;
        var now = _time.GetUtcNow();
        if (key.RevokedAt is not null)
        {
            return new ApiKeyLookup(ApiKeyVerdict.Revoked, key);
        }

        if (key.ExpiresAt <= now)
        {
            return new ApiKeyLookup(ApiKeyVerdict.Expired, key);
        }

        entry.NoteUse(now.ToUnixTimeSeconds());
        return new ApiKeyLookup(ApiKeyVerdict.Valid, key);
    }

    /// <summary>Takes over what changed in the database since the last time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            foreach (var row in await _store.ChangedSinceAsync(_revision, cancellationToken))
            {
                Apply(row);

                // Only here: a change applied at once may overtake another process's change with a lower revision.
                _revision = row.Key.Revision;
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Writes down when keys were last used, in one transaction.</summary>
    public async Task FlushUsesAsync(CancellationToken cancellationToken)
    {
        var uses = new List<KeyValuePair<Guid, DateTimeOffset>>();
        var flushed = new List<KeyValuePair<Entry, long>>();
        foreach (var entry in _entries.Values)
        {
            if (entry.UnwrittenUse() is { } seconds)
            {
                uses.Add(new(entry.Key.Id, DateTimeOffset.FromUnixTimeSeconds(seconds)));
                flushed.Add(new(entry, seconds));
            }
        }

        if (uses.Count == 0)
        {
            return;
        }

        await _store.WriteLastUsedAsync(uses, cancellationToken);
        foreach (var (entry, seconds) in flushed)
        {
            entry.MarkWritten(seconds);
        }
    }

    private void Apply(StoredApiKey row)
    {
        var entry = _entries.GetOrAdd(row.Hash, static (_, key) => new Entry(key), row.Key);
        entry.Update(row.Key);
    }

    /// <summary>Outlives changes of its key, so that no noted use is lost with one.</summary>
    private sealed class Entry(ApiKey key)
    {
        private ApiKey _key = key;
        private long _used;
        private long _written;

        public ApiKey Key => Volatile.Read(ref _key);

        public void Update(ApiKey key)
        {
            var current = Key;
            while (current.Revision < key.Revision)
            {
                var seen = Interlocked.CompareExchange(ref _key, key, current);
                if (ReferenceEquals(seen, current))
                {
                    return;
                }

                current = seen;
            }
        }

        // Whole seconds, and written only when they changed: a busy key must not make all cores fight for one cache line.
        public void NoteUse(long seconds)
        {
            if (Volatile.Read(ref _used) < seconds)
            {
                Volatile.Write(ref _used, seconds);
            }
        }

        public long? UnwrittenUse()
        {
            var used = Volatile.Read(ref _used);
            return used > _written ? used : null;
        }

        public void MarkWritten(long seconds) => _written = seconds;
    }
}
