using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Modelyard.Artifacts;

namespace Modelyard.Benchmarks;

/// <summary>
/// How fast a model gets into the store, and from there to an engine with every byte checked: plain and encrypted, in turns. Into memory as well, so that it is the program that
/// is measured and not the disk.
/// </summary>
internal static class StoreBenchmark
{
    private const int Rounds = 5;
    private const long Size = 1900L << 20;
    private const string SharedMemory = "/dev/shm";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(SharedMemory, $"modelyard-benchmark-{Environment.ProcessId}")).FullName;
        try
        {
            var model = Path.Combine(folder, "model.safetensors");
            ModelWriter.Write(model, Size);
            var results = new Dictionary<bool, (double Write, double Start)> { [false] = (double.MaxValue, double.MaxValue), [true] = (double.MaxValue, double.MaxValue) };
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var isEncrypted in new[] { false, true })
                {
                    var (write, start) = await MeasureAsync(Path.Combine(folder, "store"), model, isEncrypted);
                    results[isEncrypted] = (Math.Min(results[isEncrypted].Write, write), Math.Min(results[isEncrypted].Start, start));
                }
            }

            var bytes = new FileInfo(model).Length;
            Console.WriteLine("| | into the store | to an engine, checked |");
            Console.WriteLine("|---|---|---|");
            foreach (var (isEncrypted, (write, start)) in results)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {(isEncrypted ? "encrypted" : "plain")} | {bytes / 1e9 / write:0.00} GB/s | {bytes / 1e9 / start:0.00} GB/s |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Write, double Start)> MeasureAsync(string store, string model, bool isEncrypted)
    {
        var options = new ArtifactsOptions { StoreFolder = store, Encryption = isEncrypted ? new ContentEncryption(new OneKey(), Seals: true, store + "-memory") : null };
        using var fetcher = new ModelFetcher(options, TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        var kept = await fetcher.StoreAsync(model, new FetchOptions { Copy = true });
        var write = Stopwatch.GetElapsedTime(began).TotalSeconds;
        began = Stopwatch.GetTimestamp();
        await fetcher.FetchAsync(model, new FetchOptions { Digest = kept.Digest, User = "engine" });
        var start = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Directory.Delete(store, recursive: true);
        if (isEncrypted)
        {
            Directory.Delete(options.Encryption!.MemoryFolder, recursive: true);
        }

        return (write, start);
    }

    private sealed class OneKey : IContentKeys
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public string Place => "the benchmark";

        public string Current => "one";

        public IReadOnlyList<string> Names => [Current];

        public byte[]? Find(string name) => name == Current ? _key : null;
    }
}
