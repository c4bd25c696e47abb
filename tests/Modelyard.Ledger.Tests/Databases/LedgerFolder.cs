namespace Modelyard.Ledger.Tests;

/// <summary>A folder with a ledger in it, and a clock that only moves when told.</summary>
internal sealed class LedgerFolder : TimeProvider, IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];
    private DateTimeOffset _now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("modelyard-ledger-").FullName;

    public string DatabasePath => Path.Combine(Folder, "ledger.db");

    public string PepperPath => Path.Combine(Folder, "ledger.pepper");

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Each call opens the files anew, as another process would.</summary>
    public async Task<ApiKeyStore> OpenStoreAsync()
    {
        var database = await LedgerDatabase.OpenAsync(DatabasePath, CancellationToken.None);
        _open.Add(database);
        return await ApiKeyStore.OpenAsync(database, PepperPath, this, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in _open)
        {
            await open.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
