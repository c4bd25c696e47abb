using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public abstract class ContentStoreTests(bool isEncrypted) : IAsyncLifetime
{
    private static readonly byte[] Shared = TestFetcher.Bytes(10_000);
        private FakeHub _hub = null!;
    private TestFetcher _models = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        foreach (var name in new[] { "acme/one", "acme/two" })
        {
            var model = _hub.Add(name);
            model.AddLarge("shared.bin", Shared);
            model.AddLarge("sub/own.bin", TestFetcher.Bytes(5000, seed: name.GetHashCode(StringComparison.Ordinal)));
        }

        _models = new TestFetcher(o => o with { HubEndpoint = new Uri(_hub.Endpoint) }, isEncrypted);
    }

    public async ValueTask DisposeAsync()
    {
        _models.Dispose();
        await _hub.DisposeAsync();
    }

    private ContentStore Store => _models.Fetcher.Store;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_EqualInTwoModels_AreKeptOnce()
    {
        await _models.FetchAsync("hf://acme/one");
        await _models.FetchAsync("hf://acme/two");

        _models.Blobs().Count().ShouldBe(3);
        _hub.Content.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task File_IsReadByItsDigest_AsLongAsItIsThere()
    {
        await _models.FetchAsync("hf://acme/one");
        var digest = "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Shared));

        (await Store.TryReadAsync(digest, Cancelled)).ShouldBe(Shared);
        (await Store.TryReadAsync("sha256:" + new string('a', 64), Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Pinned_IsUsedWithoutAskingTheSource_AndFetchedAgainWhereItIsMissing()
    {
        var first = await _models.FetchAsync("hf://acme/one");
        var asked = _hub.Content.Requests.Count;

        (await _models.FetchAsync("hf://acme/one", new FetchOptions { Digest = first.Digest })).Folder.ShouldBe(first.Folder);
        _hub.Content.Requests.Count.ShouldBe(asked);

        File.Delete(_models.Blobs().First());
        (await _models.FetchAsync("hf://acme/one", new FetchOptions { Digest = first.Digest })).Digest.ShouldBe(first.Digest);
        (await Store.VerifyAsync(first.Digest, Cancelled)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Pinned_WithOneWrongByte_IsNotUsed_AndTheFileIsNamed()
    {
        var model = await _models.FetchAsync("hf://acme/one");
        var blob = _models.Blob(TestFetcher.Sha256(Shared));
        File.SetUnixFileMode(blob, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var content = await File.ReadAllBytesAsync(blob, Cancelled);
        content[500] ^= 1;
        await File.WriteAllBytesAsync(blob, content, Cancelled);

        var failure = await _models.FailAsync("hf://acme/one", new FetchOptions { Digest = model.Digest });

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain($"the file shared.bin {Problem(blob)}");
    }

    [Fact]
    public async Task Pinned_ToOtherContentThanTheSourceGives_IsRefused()
    {
        var failure = await _models.FailAsync("hf://acme/one", new FetchOptions { Digest = "sha256:" + new string('0', 64) });

        failure.Message.ShouldContain("the source has changed");
    }

    [Fact]
    public async Task Files_OfTwoModelsFetchedAtOnce_AreDownloadedOnce()
    {
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _hub.Content.Files[_hub.Repositories["acme/one"].LargePath("shared.bin")].BeforeChunk = (_, _) =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        var one = _models.FetchAsync("hf://acme/one");
        await reached.Task.WaitAsync(Cancelled);
        var progress = new RecordedProgress();
        var two = _models.FetchAsync("hf://acme/two", progress: progress);
        await TestFetcher.UntilAsync(() => progress.Reports.Any(r => r.Note == "shared.bin is being downloaded already; waiting for it."));

        release.SetResult();
        await Task.WhenAll(one, two);

        _hub.Content.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Verify_OfAnIntactModel_FindsNothing()
    {
        var model = await _models.FetchAsync("hf://acme/one");

        (await Store.VerifyAsync(model.Digest, Cancelled)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Verify_OfAFlippedBit_NamesTheFileAndTheNextFetchRepairsIt()
    {
        var model = await _models.FetchAsync("hf://acme/one");
        var blob = _models.Blob(model.Files.Single(f => f.Path == "sub/own.bin").Sha256);
        var bytes = File.ReadAllBytes(blob);
        bytes[42] ^= 1;
        File.Delete(blob);
        File.WriteAllBytes(blob, bytes);

        var report = await Store.VerifyAsync(model.Digest, Cancelled);

        var broken = report.Broken.ShouldHaveSingleItem();
        broken.Path.ShouldBe("sub/own.bin");
        broken.Problem.ShouldStartWith(Problem(blob));
        Store.RemoveBroken(report);
        var repaired = await _models.FetchAsync("hf://acme/one");
        repaired.Digest.ShouldBe(model.Digest);
        (await Store.VerifyAsync(model.Digest, Cancelled)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Verify_OfAModelInPlace_NoticesAChange()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.gguf", [1, 2, 3]);
        var model = await _models.FetchAsync(path);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        (await Store.VerifyAsync(model.Digest, Cancelled)).Broken.ShouldBe([new BrokenFile("a.gguf", "was changed after it was recorded")]);
    }

    [Theory]
    [InlineData("shared.bin", true)]
    [InlineData("sub/own.bin", false)]
    public async Task Copy_WithAMissingFile_IsMadeWholeAgain(string name, bool blobToo)
    {
        var model = await _models.FetchAsync("hf://acme/one");
        File.Delete(Path.Combine(model.Folder, name));
        if (blobToo)
        {
            File.Delete(_models.Blob(model.Files.Single(f => f.Path == name).Sha256));
        }

        var again = await _models.FetchAsync("hf://acme/one", new FetchOptions { PreferCached = true });

        again.Folder.ShouldBe(model.Folder);
        File.Exists(Path.Combine(again.Folder, name)).ShouldBeTrue();
    }

    [Fact]
    public async Task Garbage_NotKeptAndNotReferenced_IsRemovedWithItsBytes()
    {
        var one = await _models.FetchAsync("hf://acme/one");
        var two = await _models.FetchAsync("hf://acme/two");
        Store.AddReference(one.Digest, "pod-1");

        var report = Store.CollectGarbage([]);

        report.ShouldBe(new GarbageReport(Busy: false, Models: 1, Blobs: 1, Bytes: OnDisk(5000)));
        Directory.Exists(two.Folder).ShouldBeFalse();
        (await Store.VerifyAsync(one.Digest, Cancelled)).IsIntact.ShouldBeTrue();

        Store.RemoveReferences("pod-1");
        Store.CollectGarbage([one.Digest]).Models.ShouldBe(0);
        Store.CollectGarbage([]).Models.ShouldBe(1);
        _models.Blobs().ShouldBeEmpty();
    }

    [Fact]
    public async Task Eviction_TakesWhatWasUsedLongestAgo_AndNoMoreThanAsked()
    {
        var one = await _models.FetchAsync("hf://acme/one");
        var two = await _models.FetchAsync("hf://acme/two");
        Age(one, hours: 1);
        Age(two, hours: 2);
        await _models.FetchAsync("hf://acme/two", new FetchOptions { PreferCached = true });
        Age(two, hours: 0.5);

        Store.Evict(1).ShouldBe(new GarbageReport(Busy: false, Models: 1, Blobs: 1, Bytes: OnDisk(5000)));

        Directory.Exists(one.Folder).ShouldBeFalse();
        (await Store.VerifyAsync(two.Digest, Cancelled)).IsIntact.ShouldBeTrue();
        Store.Evict(1).ShouldBe(new GarbageReport(Busy: false, Models: 1, Blobs: 2, Bytes: OnDisk(5000) + OnDisk(Shared.Length)));
    }

    [Fact]
    public async Task Eviction_OfWhatIsUsed_DoesNotHappen()
    {
        var one = await _models.FetchAsync("hf://acme/one");
        var two = await _models.FetchAsync("hf://acme/two");
        Age(one, hours: 1);
        Store.AddReference(one.Digest, "pod-1");

        Store.Evict(long.MaxValue).ShouldBe(new GarbageReport(Busy: false, 0, 0, 0), "one is referenced, two was fetched a moment ago");

        Age(two, hours: 1);
        Store.RemoveReferences(owner => owner != "pod-1");
        Store.Evict(long.MaxValue).Models.ShouldBe(1);
        Store.RemoveReferences(owner => owner != "pod-2");
        Store.Evict(long.MaxValue).Models.ShouldBe(1);
        _models.Blobs().ShouldBeEmpty();
    }

    [Fact]
    public async Task Leftovers_OfAKilledProcess_AreRemovedByTheNext()
    {
        await _models.FetchAsync("hf://acme/one");
        Directory.CreateDirectory(Path.Combine(_models.Store, "tmp", "half-built", "sub"));
        File.WriteAllText(Path.Combine(_models.Store, "tmp", "half-unpacked"), "x");
        var partial = Path.Combine(_models.Store, "partial", isEncrypted ? "abandoned.sealed" : "abandoned");
        File.WriteAllBytes(partial, new byte[100]);

        using var next = _models.New(_models.Options);

        _models.Litter().ShouldBe([partial], "a partial download is worth keeping for a while");
        next.Store.CollectGarbage([]);
        _models.Litter().ShouldBe([partial]);
        File.SetLastWriteTimeUtc(partial, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-8));
        next.Store.CollectGarbage([]);
        _models.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task Garbage_DuringAFetch_IsLeftForLater()
    {
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _hub.Content.Files[_hub.Repositories["acme/one"].LargePath("shared.bin")].BeforeChunk = (_, _) =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        var fetch = _models.FetchAsync("hf://acme/one");
        await reached.Task.WaitAsync(Cancelled);

        Store.CollectGarbage([]).Busy.ShouldBeTrue();

        release.SetResult();
        (await Store.VerifyAsync((await fetch).Digest, Cancelled)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public void Folder_ThatCannotBeCreated_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", [1]);

        var options = new ArtifactsOptions { StoreFolder = Path.Combine(file, "store") };

        var failure = Should.Throw<FetchException>(() => new ModelFetcher(options, TimeProvider.System));

        failure.Reason.ShouldBe(FetchFailure.StoreUnavailable);
        failure.Message.ShouldContain(file);
    }

    private string Problem(string blob) => isEncrypted ? $"cannot be decrypted: {blob} was changed or damaged" : "hashes to sha256:";

    private long OnDisk(int content) => isEncrypted ? SealedFrames.HeaderSize + SealedFrames.Overhead + content : content;

    private void Age(FetchedModel model, double hours) =>
        File.SetLastWriteTimeUtc(Path.Combine(_models.Store, "manifests", model.Digest[7..] + ".json"), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));
}
