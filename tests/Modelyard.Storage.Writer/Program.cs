using System.Globalization;
using System.Text;
using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

// Writes to a store from several tasks until it is killed, and prints each write once it is acknowledged.
// Whoever started it holds the other end of its standard input; it ends by itself when that is closed.
// Arguments: the database file or the URL of a PostgreSQL database, a collection and a namespace for keys that no other run uses, the key
// files of the trail and of the encryption. Writing secrets, it changes their encryption key all the time.
const int Writers = 4;
const string Encrypted = "secrets";
var (collection, ns, trail) = (args[1], args[2], TrailKey.Open(args[3]));
var encryption = new DocumentEncryption(new DocumentKeyRing(args[4]), new HashSet<string> { Encrypted });
await using var store = PostgresAddress.TryParse(args[0], out var address, out _)
    ? await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = address, Trail = trail, Encryption = encryption }, CancellationToken.None)
    : SqliteResourceStore.Open(new SqliteStoreOptions { Path = args[0], Trail = trail, Encryption = encryption });
await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
using var gate = new SemaphoreSlim(1);
var abandoned = Console.OpenStandardInput().CopyToAsync(Stream.Null);
var rotating = collection == Encrypted ? Task.Run(RotateAsync) : Task.CompletedTask;
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))).Append(rotating));

static ReadOnlyMemory<byte> Record(CommittedWrite write) => Encoding.UTF8.GetBytes(write.Revision.ToString(CultureInfo.InvariantCulture));

async Task RotateAsync()
{
    while (!abandoned.IsCompleted)
    {
        await store.RotateKeyAsync(CancellationToken.None);
    }
}

async Task WriteAsync(int writer)
{
    for (var i = 0; !abandoned.IsCompleted; i++)
    {
        var key = new ResourceKey(collection, ns, string.Create(CultureInfo.InvariantCulture, $"{writer}-{i}"));
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
