using System.Text;
using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger.Tests;

/// <summary>Ledgers in SQLite files.</summary>
public sealed class SqliteTestLedger : TestLedger
{
    public override string Location => Path.Combine(Folder, "ledger.db");

    public override async Task ExecuteAsync(string sql)
    {
        Storage.Sqlite.NativeSqlite.Initialize();
        await using var connection = new SqliteConnection($"Data Source={Location};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<bool> HoldsAsync(string text)
    {
        foreach (var file in Directory.GetFiles(Folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    protected override Task<LedgerDatabase> OpenDatabaseAsync() => LedgerDatabase.OpenAsync(Location, CancellationToken.None);
}
