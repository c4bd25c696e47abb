using System.Diagnostics;
using System.Globalization;
using Modelyard.Artifacts;
using Modelyard.Library;

namespace Modelyard.Benchmarks;

/// <summary>
/// How fast files of each format are scanned, how fast they are hashed, and how much memory that takes: each in a process of its own, from files that are in the
/// system's cache, so that it is the program that is measured and not the disk.
/// </summary>
internal static class ScanBenchmark
{
    private const int Rounds = 3;
    private const string Hashing = "hashing";
    private const long Small = 100L << 20;
    private const long Large = 1900L << 20;

    /// <param name="which">Names of files, or hashing; all when empty.</param>
    public static async Task RunAsync(IReadOnlyCollection<string> which)
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-benchmark-").FullName;
        try
        {
            Console.WriteLine("| | file | read of it | scanned in | MB/s of the file | MB/s of what is read | memory, 100 MB file | memory, 2 GB file |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            foreach (var name in ModelWriter.Formats.Keys.Append(Hashing).Where(n => which.Count == 0 || which.Contains(n)))
            {
                var path = Path.Combine(folder, name == Hashing ? "model.safetensors" : name);
                var small = await MeasureAsync(path, Small, name);
                var large = await MeasureAsync(path, Large, name);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {large.Size / 1e6:0} MB | {large.Read / 1e6:0.0} MB | {large.Seconds * 1000:0.0} ms | {large.Size / 1e6 / large.Seconds:0} | {large.Read / 1e6 / large.Seconds:0} | {small.Memory / 1e6:0} MB | {large.Memory / 1e6:0} MB |"));
                File.Delete(path);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One measurement, in the process it is about. Prints bytes, bytes read, seconds and the most memory there was.</summary>
    public static async Task<int> ServeAsync(string path, string what)
    {
        var best = double.MaxValue;
        var read = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var (seconds, bytes) = what == Hashing ? await HashAsync(path) : await ScanAsync(path);
            (best, read) = (Math.Min(best, seconds), bytes);
        }

        var memory = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length} {read} {best} {long.Parse(memory, CultureInfo.InvariantCulture) << 10}"));
        return 0;
    }

    private static async Task<Measurement> MeasureAsync(string path, long size, string what)
    {
        ModelWriter.Write(path, size);
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve-scan", path, what]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{what} was not measured");
        await process.WaitForExitAsync();
        var parts = line.Split(' ');
        return new Measurement(
            long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture), long.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    private static async Task<(double Seconds, long Read)> ScanAsync(string path)
    {
        var file = ScannedFile.InFolder(Path.GetDirectoryName(path)!).Single();
        var began = Stopwatch.GetTimestamp();
        var result = await ModelScanner.ScanAsync([file], new ScanOptions(), CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return result.Files.Single() is { Outcome: FileScanOutcome.Scanned, BytesRead: var bytes }
            ? (seconds, bytes)
            : throw new InvalidOperationException($"{path} was not scanned to its end: {string.Join(' ', result.Findings.Select(f => f.Message))}");
    }

    // What is done to every byte before it is used: read from the store, and compared with the digest.
    private static async Task<(double Seconds, long Read)> HashAsync(string path)
    {
        var store = Directory.CreateTempSubdirectory("modelyard-benchmark-store-").FullName;
        try
        {
            using var fetcher = new ModelFetcher(new ArtifactsOptions { StoreFolder = store }, TimeProvider.System);
            var model = await fetcher.FetchAsync("file://" + path, new FetchOptions { Copy = true });
            var began = Stopwatch.GetTimestamp();
            var report = await fetcher.Store.VerifyAsync(model.Digest);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return report.IsIntact ? (seconds, model.Size) : throw new InvalidOperationException("the store is broken");
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private sealed record Measurement(long Size, long Read, double Seconds, long Memory);
}
