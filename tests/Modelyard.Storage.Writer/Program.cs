using System.Globalization;
using System.Text;
using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

// Writes to a store from several tasks until it is killed, and prints each write once it is acknowledged.
// Whoever started it holds the other end of its standard input; it ends by itself when that is closed.
// Arguments: the database file or the URL of a PostgreSQL database, a namespace for keys that no other run uses, the key file of the trail.
const int Writers = 4;
await using var store = PostgresAddress.TryParse(args[0], out var address, out _)
    ? await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = address, Trail = TrailKey.Open(args[2]) }, CancellationToken.None)
    : SqliteResourceStore.Open(new SqliteStoreOptions { Path = args[0], Trail = TrailKey.Open(args[2]) });
await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
using var gate = new SemaphoreSlim(1);
var abandoned = Console.OpenStandardInput().CopyToAsync(Stream.Null);
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))));

static ReadOnlyMemory<byte> Record(CommittedWrite write) => Encoding.UTF8.GetBytes(write.Revision.ToString(CultureInfo.InvariantCulture));

async Task WriteAsync(int writer)
{
    for (var i = 0; !abandoned.IsCompleted; i++)
    {
        var key = new ResourceKey("things", args[1], string.Create(CultureInfo.InvariantCulture, $"{writer}-{i}"));
        var revision = await store.CreateAsync(key, Encoding.UTF8.GetBytes(key.Name), Record, CancellationToken.None);
        if (i % 3 == 0)
        {
            revision = await store.UpdateAsync(key, revision, Encoding.UTF8.GetBytes(key.Name + " again"), Record, CancellationToken.None);
        }

        await gate.WaitAsync();
        try
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{key.Name} {revision}"));
        }
        finally
        {
            gate.Release();
        }
    }
}
