namespace Modelyard.Ledger.Tests;

/// <summary>Where a test gets its ledgers from, each database being a subclass, and a clock that only moves when told.</summary>
public abstract class TestLedger : TimeProvider, IAsyncDisposable
{
    private readonly List<LedgerDatabase> _open = [];
    private DateTimeOffset _now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("modelyard-ledger-").FullName;

    public string PepperPath => Path.Combine(Folder, "ledger.pepper");

    /// <summary>A path or a URL.</summary>
    public abstract string Location { get; }

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Each call opens the database anew, as another process would.</summary>
    public async Task<LedgerDatabase> OpenAsync()
    {
        var database = await OpenDatabaseAsync();
        _open.Add(database);
        return database;
    }

    public async Task<ApiKeyStore> OpenStoreAsync() => await ApiKeyStore.OpenAsync(await OpenAsync(), PepperPath, this, CancellationToken.None);

    /// <summary>Runs SQL beside the ledger, as a person might.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>Whether the bytes of a text are anywhere in what the database keeps of keys, accounts and sessions.</summary>
    public abstract Task<bool> HoldsAsync(string text);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var open in _open)
        {
            await open.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract Task<LedgerDatabase> OpenDatabaseAsync();
}
