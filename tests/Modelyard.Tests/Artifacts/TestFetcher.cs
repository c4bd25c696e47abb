using System.Security.Cryptography;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>A fetcher over a temporary store that records pauses between attempts instead of making them.</summary>
internal sealed class TestFetcher : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal TestFetcher(Func<ArtifactsOptions, ArtifactsOptions>? configure = null, bool isEncrypted = false)
    {
        var options = new ArtifactsOptions { StoreFolder = _folder.At("store"), FreeSpaceReserve = 0, Encryption = isEncrypted ? Encryption(_folder) : null };
        Options = configure?.Invoke(options) ?? options;
        Fetcher = New(Options);
    }

    internal ArtifactsOptions Options { get; }

    internal ModelFetcher Fetcher { get; }

    internal List<TimeSpan> Pauses { get; } = [];

    internal string Folder => _folder.Path;

    internal string Store => Fetcher.Store.Folder;

    internal ModelFetcher New(ArtifactsOptions options)
    {
        var fetcher = new ModelFetcher(options, TimeProvider.System);
        fetcher.Retry.Pause = (pause, _) =>
        {
            lock (Pauses)
            {
                Pauses.Add(pause);
            }

            return Task.CompletedTask;
        };
        return fetcher;
    }

    internal Task<FetchedModel> FetchAsync(string uri, FetchOptions? options = null, IProgress<FetchProgress>? progress = null) =>
        Fetcher.FetchAsync(uri, options, progress, TestContext.Current.CancellationToken);

    internal Task<FetchException> FailAsync(string uri, FetchOptions? options = null) =>
        Should.ThrowAsync<FetchException>(() => FetchAsync(uri, options));

    internal static ContentEncryption Encryption(TemporaryFolder folder, IContentKeys? keys = null) => new(keys ?? new OneKey(OneKey.Any), Seals: true, folder.At("memory"));

    internal IEnumerable<string> Blobs() => new[] { "blobs", "sealed" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Store, f), "*", SearchOption.AllDirectories));

    internal string Blob(string? sha256) => Blobs().Single(b => Path.GetFileName(b) == sha256);

    internal IEnumerable<string> Litter() =>
        new[] { "partial", "tmp" }.SelectMany(d => Directory.EnumerateFileSystemEntries(Path.Combine(Store, d)));

    /// <summary>Downloads that are not finished. What a process was writing when it was killed stays besides, until a store is opened that nobody else has open.</summary>
    internal IEnumerable<string> Unfinished() => Directory.EnumerateFileSystemEntries(Path.Combine(Store, "partial"));

    internal Task PartialReachesAsync(long length) =>
        UntilAsync(() => new DirectoryInfo(Path.Combine(Store, "partial")).EnumerateFiles().Any(f => ContentLength(f) == length));

    /// <summary>Of a file in the store, encrypted or not.</summary>
    internal long ContentLength(FileInfo file) => Options.Encryption is null || file.Extension == ".json" ? file.Length : SealedFrames.ContentLength(file.Length);

    internal static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    internal static byte[] Bytes(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    internal static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public void Dispose()
    {
        Fetcher.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Reports at once and in order, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class RecordedProgress : IProgress<FetchProgress>
{
    private readonly Lock _gate = new();
    private readonly List<FetchProgress> _reports = [];

    internal IReadOnlyList<FetchProgress> Reports
    {
        get
        {
            lock (_gate)
            {
                return [.. _reports];
            }
        }
    }

    public void Report(FetchProgress value)
    {
        lock (_gate)
        {
            _reports.Add(value);
        }
    }
}
