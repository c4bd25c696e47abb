using System.Globalization;
using System.Security.Cryptography;
using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Benchmarks;

/// <summary>
/// Writes of 1 KB that have reached the disk when they are acknowledged: the store over SQLite and over PostgreSQL, and etcd. In turns,
/// a slice of time each, on the same disk. Each client overwrites a thousand keys of its own.
/// </summary>
internal static class StorageBenchmark
{
    private const int Rounds = 8;
    private const int Keys = 1000;

    private static readonly byte[] Value = RandomNumberGenerator.GetBytes(1024);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-benchmark-").FullName;
        try
        {
            await using var postgres = await PostgresCluster.StartAsync();
            await using var etcd = await EtcdServer.StartAsync(Path.Combine(folder, "etcd"));
            await using IResourceStore sqlite = SqliteResourceStore.Open(new SqliteStoreOptions { Path = Path.Combine(folder, "resources.db") });
            await using IResourceStore shared = await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = postgres.Address }, CancellationToken.None);
            Console.WriteLine("| clients | | writes/s | p50 ms | p99 ms | writes/s over etcd's |");
            Console.WriteLine("|---|---|---|---|---|---|");
            foreach (var clients in (int[])[1, 32])
            {
                (string Name, Func<int, int, Task> Write)[] peers =
                [
                    ("etcd", (client, number) => etcd.PutAsync(Key(client, number), Value)),
                    ("SQLite", new StoreWriter(sqlite, clients).WriteAsync),
                    ("PostgreSQL", new StoreWriter(shared, clients).WriteAsync),
                ];
                await MeasureAsync(clients, peers);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(int clients, (string Name, Func<int, int, Task> Write)[] peers)
    {
        var latencies = peers.Select(_ => new Latencies()).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < peers.Length; i++)
            {
                // Round -1 warms up.
                await Load.RunAsync(clients, Slice, round < 0 ? new Latencies() : latencies[i], peers[i].Write);
            }
        }

        foreach (var ((name, _), own) in peers.Zip(latencies))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {clients} | {name} | {own.PerSecond:0} | {own.Percentile(0.5) / 1000:0.00} | {own.Percentile(0.99) / 1000:0.00} | {own.PerSecond / latencies[0].PerSecond:0.00} |"));
        }
    }

    private static string Key(int client, int number) => string.Create(CultureInfo.InvariantCulture, $"client-{client}-key-{number % Keys}");

    /// <summary>Creates each key the first time and replaces it from then on.</summary>
    private sealed class StoreWriter(IResourceStore store, int clients)
    {
        private readonly Dictionary<string, long>[] _revisions = [.. Enumerable.Range(0, clients).Select(_ => new Dictionary<string, long>())];
        private readonly string _collection = $"load-of-{clients}";

        public async Task WriteAsync(int client, int number)
        {
            var name = Key(client, number);
            var key = new ResourceKey(_collection, "default", name);
            _revisions[client][name] = _revisions[client].TryGetValue(name, out var revision)
                ? await store.UpdateAsync(key, revision, Value, CancellationToken.None)
                : await store.CreateAsync(key, Value, CancellationToken.None);
        }
    }
}
