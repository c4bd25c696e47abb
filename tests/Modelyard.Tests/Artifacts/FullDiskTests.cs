using System.Diagnostics;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>On a real file system of four megabytes, which takes the right to mount one.</summary>
public abstract class FullDiskTests(bool isEncrypted) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _memory = new();
    private bool _mounted;
    private FileServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await FileServer.StartAsync();
        _mounted = await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
        {
            (await RunAsync("umount", _folder.Path)).ShouldBeTrue();
        }

        _folder.Dispose();
        _memory.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Model_LargerThanTheDisk_IsRefusedBeforeTheDownload()
    {
        using var fetcher = Fetcher();
        _server.Serve("/a.gguf", new byte[6 << 20]);

        var failure = await Should.ThrowAsync<FetchException>(() => FetchAsync(fetcher));

        failure.Reason.ShouldBe(FetchFailure.NoSpace);
        failure.Message.ShouldContain("the model needs 6.0 MiB more on the disk of");
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Disk_FillingDuringTheDownload_LeavesNoLitterAndLaterWorks()
    {
        using var fetcher = Fetcher();
        var file = _server.Serve("/a.gguf", new byte[3 << 20]);
        var filler = _folder.At("filler");
        file.BeforeChunk = (at, _) => at == 1 << 20 ? File.WriteAllBytesAsync(filler, new byte[2 << 20]) : Task.CompletedTask;

        var failure = await Should.ThrowAsync<FetchException>(() => FetchAsync(fetcher));

        failure.Reason.ShouldBe(FetchFailure.NoSpace);
        failure.Message.ShouldContain("is full");
        Directory.EnumerateFiles(_folder.At("store", "partial")).ShouldBeEmpty();
        Directory.EnumerateFiles(_folder.At("store", "tmp")).ShouldBeEmpty();

        File.Delete(filler);
        file.BeforeChunk = null;
        (await FetchAsync(fetcher)).Size.ShouldBe(3 << 20);
    }

    [Fact]
    public async Task Disk_FillingWhileAnImageIsUnpacked_LeavesNoLitter()
    {
        using var fetcher = Fetcher();
        var registry = new ScriptedRegistry(_server);
        var layer = OciFolder.Layer(true, ("models/a.gguf", new string('a', 6 << 20)));
        registry.Add("acme/atlas", "1.0", registry.Manifest("application/vnd.oci.image.config.v1+json", registry.Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer)));

        var failure = await Should.ThrowAsync<FetchException>(
            () => fetcher.FetchAsync($"oci://{registry.Address}/acme/atlas:1.0", cancellationToken: TestContext.Current.CancellationToken));

        failure.Reason.ShouldBe(FetchFailure.NoSpace);
        foreach (var place in new[] { "partial", "tmp", "models", "manifests" })
        {
            Directory.EnumerateFileSystemEntries(_folder.At("store", place)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Disk_TooSmallForAnArchive_RefusesTheImportAndLeavesNoLitter()
    {
        using var source = new TestFetcher(isEncrypted: isEncrypted);
        using var files = new TemporaryFolder();
        var model = await source.FetchAsync(files.Write("a.gguf", TestFetcher.Bytes(6 << 20)), new FetchOptions { Copy = true });
        using var archive = new MemoryStream();
        await new ModelArchive(source.Fetcher.Store, TimeProvider.System).ExportAsync([model.Digest], [], archive, null, null, TestContext.Current.CancellationToken);
        archive.Position = 0;
        using var fetcher = Fetcher();

        var failure = await Should.ThrowAsync<FetchException>(() => new ModelArchive(fetcher.Store, TimeProvider.System).ImportAsync(
            archive, (_, _, _) => Task.CompletedTask, null, null, TestContext.Current.CancellationToken));

        failure.Reason.ShouldBe(FetchFailure.NoSpace);
        Directory.EnumerateFileSystemEntries(_folder.At("store", "tmp")).ShouldBeEmpty();
    }

    private Task<FetchedModel> FetchAsync(ModelFetcher fetcher) =>
        fetcher.FetchAsync(_server.Address + "/a.gguf", cancellationToken: TestContext.Current.CancellationToken);

    private ModelFetcher Fetcher()
    {
        if (!_mounted)
        {
            Environment.GetEnvironmentVariable("CI").ShouldBeNull("a runner must be allowed to mount a tmpfs");
            Assert.Skip("mounting a tmpfs is not permitted here");
        }

        return new ModelFetcher(new ArtifactsOptions { StoreFolder = _folder.At("store"), FreeSpaceReserve = 0, Encryption = isEncrypted ? TestFetcher.Encryption(_memory) : null }, TimeProvider.System);
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
