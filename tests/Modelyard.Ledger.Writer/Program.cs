using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Ledger;
using Modelyard.Storage.Postgres;

// Writes usage to a journal from several tasks, as a gateway does, and imports it into a database, until it is killed. Prints "begun ID" and
// "ended ID" once the journal has said so. Whoever started it holds the other end of its standard input; it ends by itself when that is closed.
// Arguments: the database file or the URL of a PostgreSQL database, the folder of the journal.
const int Writers = 4;
await using var database = PostgresAddress.TryParse(args[0], out var address, out _)
    ? await LedgerDatabase.OpenPostgresAsync(address.ConnectionString, address.Name, CancellationToken.None)
    : await LedgerDatabase.OpenAsync(args[0], CancellationToken.None);

// Small files and batches, so that a kill finds some of each kind: full, read in part, about to be deleted.
using var journal = UsageJournal.Open(args[1], segmentSize: 64 * 1024);
var options = new UsageImporterOptions { Interval = TimeSpan.FromMilliseconds(5), BatchSize = 150 };
using var importer = new UsageImporter(journal, new UsageStore(database), options, TimeProvider.System, NullLogger<UsageImporter>.Instance);
await importer.StartAsync(CancellationToken.None);
await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
using var gate = new SemaphoreSlim(1);
var abandoned = Console.OpenStandardInput().CopyToAsync(Stream.Null);
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))));
await importer.StopAsync(CancellationToken.None);

async Task WriteAsync(int writer)
{
    for (var i = 0; !abandoned.IsCompleted; i++)
    {
        var now = TimeProvider.System.GetUtcNow();
        var record = new UsageRecord
        {
            Id = Guid.CreateVersion7(now).ToString(),
            RequestId = "r",
            At = now,
            Project = "acme",
            KeyId = string.Create(CultureInfo.InvariantCulture, $"key-{i % 7}"),
            KeyName = "ci",
            Operation = "chat.completions",
            OutputTokens = 1000,
        };
        journal.Begin(record);
        await SayAsync($"begun {record.Id}");
        journal.End(record with { OutputTokens = 1, Status = 200 });
        await SayAsync($"ended {record.Id}");
    }
}

async Task SayAsync(string line)
{
    await gate.WaitAsync();
    try
    {
        await output.WriteLineAsync(line);
    }
    finally
    {
        gate.Release();
    }
}
