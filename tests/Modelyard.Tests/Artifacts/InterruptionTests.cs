using System.Diagnostics;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>
/// Lost connections, dying processes, stubborn servers: what has arrived is used, and nothing half-finished is ever shown.
/// </summary>
public abstract class InterruptionTests(bool isEncrypted) : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;
    private const string Name = "/m/a.gguf";
    private static readonly byte[] Content = TestFetcher.Bytes(4 * Megabyte);
    private static readonly string Digest = "#sha256=" + TestFetcher.Sha256(Content);
    private readonly TestFetcher _test = new(isEncrypted: isEncrypted);
    private FileServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _server.DisposeAsync();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Uri => _server.Address + Name;

    private IEnumerable<ServedRequest> Downloads => _server.RequestsFor(Name).Where(r => r.Range != "bytes=0-0");

    [Fact]
    public async Task Connection_LostInTheBody_GoesOnWhereItEnded()
    {
        var file = _server.Serve(Name, Content);
        file.CutAfter.Enqueue(Megabyte);
        file.CutAfter.Enqueue(Megabyte);
        file.BeforeCut = _test.PartialReachesAsync;

        var model = await _test.FetchAsync(Uri);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
        Downloads.Select(r => r.Range).ShouldBe([null, $"bytes={Megabyte}-", $"bytes={2 * Megabyte}-"]);
        Downloads.Last().IfRange.ShouldBe("\"v1\"");
        Downloads.Sum(r => r.Bytes).ShouldBe(Content.Length);
        _test.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_WithoutRanges_StartsAgainCleanly()
    {
        var file = _server.Serve(Name, Content);
        file.IgnoresRange = true;
        file.CutAfter.Enqueue(Megabyte);
        var progress = new RecordedProgress();

        var model = await _test.FetchAsync(Uri, progress: progress);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
        progress.Reports[^1].BytesDone.ShouldBe(Content.Length);
    }

    [Fact]
    public async Task File_ChangedBetweenTwoHalves_IsNeverJoined()
    {
        var file = _server.Serve(Name, Content);
        file.CutAfter.Enqueue(Megabyte);
        var changed = TestFetcher.Bytes(Content.Length, seed: 2);
        file.BeforeCut = async at =>
        {
            await _test.PartialReachesAsync(at);
            (file.Content, file.ETag) = (changed, "\"v2\"");
        };

        var model = await _test.FetchAsync(Uri);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(changed).ShouldBeTrue();
    }

    [Fact]
    public async Task Server_WithoutValidator_IsNotAskedForTheRest()
    {
        var file = _server.Serve(Name, Content);
        file.ETag = null;
        file.CutAfter.Enqueue(Megabyte);
        file.BeforeCut = _test.PartialReachesAsync;

        var model = await _test.FetchAsync(Uri);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
        Downloads.ShouldAllBe(r => r.Range == null);
    }

    [Fact]
    public async Task Connection_LostAgainAndAgainWithoutAByte_IsGivenUp()
    {
        var file = _server.Serve(Name, Content);
        for (var i = 0; i < 10; i++)
        {
            file.CutAfter.Enqueue(0);
        }

        var failure = await _test.FailAsync(Uri);

        failure.Reason.ShouldBe(FetchFailure.Unreachable);
        failure.IsTransient.ShouldBeTrue();
        failure.Message.ShouldContain("Given up after 6 attempts");
        _test.Pauses.Count.ShouldBe(5);
        _test.Pauses.ShouldBeInOrder();
    }

    [Fact]
    public async Task Server_ThatStalls_CountsAsALostConnection()
    {
        using var test = new TestFetcher(o => o with { IdleTimeout = TimeSpan.FromMilliseconds(200) }, isEncrypted);
        var file = _server.Serve(Name, Content);
        var stalled = false;
        file.BeforeChunk = (at, aborted) =>
        {
            if (at == Megabyte && !stalled)
            {
                stalled = true;
                return Task.Delay(Timeout.Infinite, aborted);
            }

            return Task.CompletedTask;
        };

        var model = await test.FetchAsync(Uri);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
        Downloads.Last().Range.ShouldBe($"bytes={Megabyte}-");
        Downloads.Sum(r => r.Bytes).ShouldBe(Content.Length);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "2", 2)]
    public async Task Server_AskingToWait_IsWaitedFor(int status, string retryAfter, int seconds)
    {
        _server.Serve(Name, Content).AnswerNext(status, retryAfter);
        var progress = new RecordedProgress();

        await _test.FetchAsync(Uri, progress: progress);

        _test.Pauses.ShouldBe([TimeSpan.FromSeconds(seconds)]);
        progress.Reports.ShouldContain(r => r.Note != null && r.Note.Contains($"Trying again in {seconds} s"));
    }

    [Fact]
    public async Task Server_AskingForAnHour_IsNotWaitedFor()
    {
        _server.Serve(Name, Content).AnswerNext(429, "3600");

        var failure = await _test.FailAsync(Uri);

        failure.Reason.ShouldBe(FetchFailure.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        _test.Pauses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelled_ThenFetchedAgain_GoesOnWhereItEnded()
    {
        var file = _server.Serve(Name, Content);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var reached = new TaskCompletionSource();
        file.BeforeChunk = (at, aborted) =>
        {
            if (at < 2 * Megabyte)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, aborted);
        };
        var fetch = _test.Fetcher.FetchAsync(Uri + Digest, cancellationToken: cancel.Token);
        await reached.Task.WaitAsync(Cancelled);
        await _test.PartialReachesAsync(2 * Megabyte);
        cancel.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => fetch);
        file.BeforeChunk = null;

        await _test.FetchAsync(Uri + Digest);

        Downloads.Last().Range.ShouldBe($"bytes={2 * Megabyte}-");
    }

    [Fact]
    public async Task Process_Killed_LeavesNoModelAndTheNextOneGoesOn()
    {
        var file = _server.Serve(Name, Content);
        file.BeforeChunk = (at, aborted) => at < 3 * Megabyte ? Task.CompletedTask : Task.Delay(Timeout.Infinite, aborted);
        using (var puller = StartPuller(Uri + Digest))
        {
            await _test.PartialReachesAsync(3 * Megabyte);
            puller.Kill();
            await puller.WaitForExitAsync(Cancelled);
        }

        Directory.EnumerateFileSystemEntries(Path.Combine(_test.Store, "models")).ShouldBeEmpty();
        _test.Blobs().ShouldBeEmpty();
        file.BeforeChunk = null;
        var served = Downloads.Sum(r => r.Bytes);

        var model = await _test.FetchAsync(Uri + Digest);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
        (Downloads.Sum(r => r.Bytes) - served).ShouldBe(Megabyte);
        _test.Unfinished().ShouldBeEmpty();
    }

    [Fact]
    public async Task Process_KilledWithoutADigestToCheckAgainst_TrustsOnlyWhatWasFlushed()
    {
        var content = TestFetcher.Bytes(20 * Megabyte);
        var file = _server.Serve(Name, content);
        file.BeforeChunk = (at, aborted) => at < 19 * Megabyte ? Task.CompletedTask : Task.Delay(Timeout.Infinite, aborted);
        using (var puller = StartPuller(Uri))
        {
            await _test.PartialReachesAsync(19 * Megabyte);
            puller.Kill();
            await puller.WaitForExitAsync(Cancelled);
        }

        file.BeforeChunk = null;

        var model = await _test.FetchAsync(Uri);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(content).ShouldBeTrue();
        var from = long.Parse(Downloads.Last().Range!["bytes=".Length..^1]);
        from.ShouldBeInRange(16 * Megabyte, 17 * Megabyte);
        Downloads.Last().IfRange.ShouldBe("\"v1\"");
    }

    [Fact]
    public async Task PartialFile_Damaged_IsThrownAwayNotBlamedOnTheSource()
    {
        var file = _server.Serve(Name, Content);
        file.CutAfter.Enqueue(Megabyte);
        using (var impatient = _test.New(_test.Options with { MaxAttempts = 1 }))
        {
            await Should.ThrowAsync<FetchException>(() => impatient.FetchAsync(Uri + Digest, cancellationToken: Cancelled));
        }

        var partial = Directory.GetFiles(Path.Combine(_test.Store, "partial")).Single(f => !f.EndsWith(".json"));
        var bytes = File.ReadAllBytes(partial);
        bytes[1000] ^= 1;
        File.WriteAllBytes(partial, bytes);

        var model = await _test.FetchAsync(Uri + Digest);

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
    }

    [Fact]
    public async Task Fetches_OfTheSameModel_ShareOneDownload()
    {
        var file = _server.Serve(Name, Content);
        var release = new TaskCompletionSource();
        file.BeforeChunk = (_, _) => release.Task;
        var progress = new RecordedProgress();

        var fetches = Enumerable.Range(0, 8).Select(_ => _test.FetchAsync(Uri, progress: progress)).ToList();
        release.SetResult();
        var models = await Task.WhenAll(fetches);

        models.Select(m => m.Folder).Distinct().ShouldHaveSingleItem();
        _server.Requests.Count.ShouldBe(2, "one question about the file, and the file");
    }

    [Fact]
    public async Task Fetches_JoinedThenOneCancelled_DoNotDisturbEachOther()
    {
        var file = _server.Serve(Name, Content);
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        file.BeforeChunk = (_, _) =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        using var cancel = new CancellationTokenSource();
        var leaving = _test.Fetcher.FetchAsync(Uri, cancellationToken: cancel.Token);
        var staying = _test.FetchAsync(Uri);
        await reached.Task.WaitAsync(Cancelled);

        cancel.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => leaving);
        release.SetResult();

        (await staying).Size.ShouldBe(Content.Length);
        Downloads.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Fetches_OfTwoProcesses_ShareOneDownload()
    {
        var file = _server.Serve(Name, Content);
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        file.BeforeChunk = (_, _) =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        using var puller = StartPuller(Uri);
        await reached.Task.WaitAsync(Cancelled);
        var progress = new RecordedProgress();
        var here = _test.FetchAsync(Uri, progress: progress);
        await TestFetcher.UntilAsync(() => progress.Reports.Any(r => r.Note == "Another process is fetching this model; waiting for it."));

        release.SetResult();
        var model = await here;
        await puller.WaitForExitAsync(Cancelled);

        puller.ExitCode.ShouldBe(0);
        (await puller.StandardOutput.ReadToEndAsync(Cancelled)).Trim().ShouldBe(model.Digest);
        Downloads.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Process_KilledBetweenLayersOfAnImage_LeavesNoModelAndTheNextOneGoesOn()
    {
        var registry = new ScriptedRegistry(_server);
        const string type = "application/vnd.oci.image.layer.v1.tar";
        var first = OciFolder.Layer(false, ("models/a.gguf", new string('a', Megabyte)));
        var second = OciFolder.Layer(false, ("models/b.gguf", new string('b', Megabyte)));
        registry.Add("acme/atlas", "1.0", registry.Manifest("application/vnd.oci.image.config.v1+json", registry.Descriptor(type, first), registry.Descriptor(type, second)));
        var (one, two) = ($"/v2/acme/atlas/blobs/sha256:{TestFetcher.Sha256(first)}", $"/v2/acme/atlas/blobs/sha256:{TestFetcher.Sha256(second)}");
        _server.Files[two].BeforeChunk = (at, aborted) => at < Megabyte / 2 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, aborted);
        var uri = $"oci://{registry.Address}/acme/atlas:1.0";
        using (var puller = StartPuller(uri))
        {
            await _test.PartialReachesAsync(first.Length);
            await _test.PartialReachesAsync(Megabyte / 2);
            puller.Kill();
            await puller.WaitForExitAsync(Cancelled);
        }

        Directory.EnumerateFileSystemEntries(Path.Combine(_test.Store, "models")).ShouldBeEmpty();
        _server.Files[two].BeforeChunk = null;

        var model = await _test.FetchAsync(uri);

        model.Files.Select(f => f.Path).ShouldBe(["a.gguf", "b.gguf"]);
        _server.RequestsFor(one).Count().ShouldBe(1, "the layer that was complete is not downloaded again");
        _server.RequestsFor(two).Last().Range.ShouldBe($"bytes={Megabyte / 2}-");
        _test.Unfinished().ShouldBeEmpty();
    }

    [Fact]
    public async Task Process_Abandoned_Ends()
    {
        var reached = new TaskCompletionSource();
        _server.Serve(Name, Content).BeforeChunk = (_, aborted) =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, aborted);
        };
        using var puller = StartPuller(Uri);
        await reached.Task.WaitAsync(Cancelled);

        puller.StandardInput.Close();
        await puller.WaitForExitAsync(Cancelled);

        puller.ExitCode.ShouldBe(1);
    }

    private Process StartPuller(string uri) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Modelyard.Artifacts.Puller.dll"), _test.Store, uri, _test.Options.Encryption?.MemoryFolder ?? "" },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
