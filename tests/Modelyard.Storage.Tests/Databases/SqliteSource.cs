using Microsoft.Data.Sqlite;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Storage.Tests;

/// <summary>Stores in SQLite files.</summary>
public sealed class SqliteSource : StoreSource
{
    private readonly List<StoreFolder> _folders = [];

    public override string Location => _folders[^1].Database;

    public override bool IsShared => false;

    public override Task<IResourceStore> OpenNewAsync(int watchCapacity = 1000)
    {
        _folders.Add(new StoreFolder());
        return Task.FromResult(Open(watchCapacity));
    }

    public override string LogTable => "log";

    public override TrailSql Trail { get; } = new(
        "trail",
        "update trail_head set sequence = {0}, hash = x'{1}'",
        "create table early as select * from trail; create table early_head as select * from trail_head",
        """
        delete from trail; insert into trail select * from early;
        delete from trail_head; insert into trail_head select * from early_head
        """,
        "delete from log where revision = (select max(revision) from log)");

    public override async Task<IResourceStore> ReopenAsync()
    {
        // Refusals to open arrive as from a database that is asked over a network.
        await Task.Yield();
        return Open(1000);
    }

    public override Task<ITrailSnapshot> OpenTrailAsync() => Task.FromResult<ITrailSnapshot>(SqliteTrailSnapshot.Open(Location));

    public override async Task<bool> HoldsAsync(string text)
    {
        foreach (var file in Directory.GetFiles(_folders[^1].Path, "resources.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            // Shared with whoever has the store open.
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public override async Task ExecuteAsync(string sql)
    {
        NativeSqlite.Initialize();
        await using var connection = new SqliteConnection($"Data Source={Location};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _folders.ForEach(f => f.Dispose());
        return base.DisposeAsync();
    }

    private IResourceStore Open(int watchCapacity) =>
        SqliteResourceStore.Open(new SqliteStoreOptions { Path = Location, WatchCapacity = watchCapacity, Terms = Words, Trail = TrailKey, Encryption = Encryption });
}
