using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>On whose account models are kept, for how long, and that they are what they were.</summary>
public abstract class StorageTests(bool isEncrypted) : IAsyncLifetime
{
    private const int Kilobyte = 1024;
    private readonly TestFetcher _test = new(isEncrypted: isEncrypted);
    private FileServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await FileServer.StartAsync();
        _server.Serve("/a.gguf", TestFetcher.Bytes(60 * Kilobyte));
        _server.Serve("/b.gguf", TestFetcher.Bytes(60 * Kilobyte, seed: 2));
    }

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _server.DisposeAsync();
    }

    private ContentStore Store => _test.Fetcher.Store;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Model_BeyondTheQuota_IsRefusedBeforeItIsDownloaded()
    {
        var acme = new StorageOwner("organization/acme", 100 * Kilobyte);
        await FetchAsync("/a.gguf", acme);

        var failure = await _test.FailAsync(_server.Address + "/b.gguf", new FetchOptions { Owner = acme });

        failure.Reason.ShouldBe(FetchFailure.OverQuota);
        failure.Message.ShouldContain("organization/acme may keep 100.0 KiB of models and keeps 60.0 KiB; this model needs 60.0 KiB more");
        failure.MissingBytes.ShouldBe(20 * Kilobyte);
        _server.RequestsFor("/b.gguf").ShouldAllBe(r => r.Range == "bytes=0-0", "it was only asked how large it is");
        await FetchAsync("/a.gguf", acme);
        await FetchAsync("/b.gguf", acme with { Name = "organization/other" });
        Store.UsageOf("organization/acme").ShouldBe(60 * Kilobyte);
    }

    [Fact]
    public async Task Model_GivenUp_CountsNoMore()
    {
        var acme = new StorageOwner("organization/acme", 100 * Kilobyte);
        var model = await FetchAsync("/a.gguf", acme);

        Store.RemoveReference(model.Digest, acme.Name);

        Store.UsageOf(acme.Name).ShouldBe(0);
        await FetchAsync("/b.gguf", acme);
    }

    [Fact]
    public async Task Model_HereAlready_CountsForWhoeverTakesItToo()
    {
        await FetchAsync("/a.gguf", new StorageOwner("organization/other"));

        var failure = await _test.FailAsync(_server.Address + "/a.gguf", new FetchOptions { Owner = new StorageOwner("organization/acme", 10) });

        failure.Reason.ShouldBe(FetchFailure.OverQuota);
        Store.UsageOf("organization/acme").ShouldBe(0);
    }

    [Fact]
    public async Task Archive_WhoseContentIsBeyondTheQuota_IsRefusedInTheEnd()
    {
        _server.Serve("/m.tar.gz", OciFolder.Layer(true, ("a.gguf", new string('a', 100 * Kilobyte))));

        var failure = await _test.FailAsync(_server.Address + "/m.tar.gz", new FetchOptions { Owner = new StorageOwner("organization/acme", 50 * Kilobyte) });

        failure.Reason.ShouldBe(FetchFailure.OverQuota);
        Store.UsageOf("organization/acme").ShouldBe(0);
    }

    [Fact]
    public async Task Fetches_AtOnce_DoNotTogetherExceedTheQuota()
    {
        var acme = new StorageOwner("organization/acme", 100 * Kilobyte);

        var outcomes = await Task.WhenAll(new[] { "/a.gguf", "/b.gguf" }.Select(async path =>
        {
            try
            {
                await FetchAsync(path, acme);
                return true;
            }
            catch (FetchException e) when (e.Reason == FetchFailure.OverQuota)
            {
                return false;
            }
        }));

        outcomes.Count(fetched => fetched).ShouldBe(1);
        Store.UsageOf(acme.Name).ShouldBe(60 * Kilobyte);
    }

    [Fact]
    public async Task Usage_IsToldWithoutReadingManifestsAgain_AndByTheFilesOfTheStore()
    {
        const string Acme = "organization/acme";
        var a = await FetchAsync("/a.gguf", new StorageOwner(Acme));
        var b = await FetchAsync("/b.gguf", null);
        Store.UsageOf(Acme).ShouldBe(60 * Kilobyte);
        var manifest = Path.Combine(_test.Store, "manifests", a.Digest[7..] + ".json");
        var written = File.ReadAllBytes(manifest);
        File.WriteAllText(manifest, "not to be read again");
        Store.UsageOf(Acme).ShouldBe(60 * Kilobyte);
        File.WriteAllBytes(manifest, written);

        using var other = _test.New(_test.Options);
        other.Store.AddReference(b.Digest, Acme);
        Store.UsageOf(Acme).ShouldBe(120 * Kilobyte, "as another process says");
        other.Store.RemoveReference(a.Digest, Acme);
        Store.UsageOf(Acme).ShouldBe(60 * Kilobyte);
        other.Store.RemoveReferences(Acme);
        Store.UsageOf(Acme).ShouldBe(0);
        Directory.EnumerateDirectories(Path.Combine(_test.Store, "owners")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Usage_InAStoreFromBeforeOwnersWereNoted_AndAfterAProcessThatEndedInBetween_IsTheSame()
    {
        const string Acme = "organization/acme";
        var (a, b) = (await FetchAsync("/a.gguf", new StorageOwner(Acme)), await FetchAsync("/b.gguf", new StorageOwner(Acme)));
        Directory.Delete(Path.Combine(_test.Store, "owners"), recursive: true);

        using var next = _test.New(_test.Options);

        next.Store.UsageOf(Acme).ShouldBe(120 * Kilobyte);
        File.Delete(Path.Combine(_test.Store, "references", a.Digest[7..], StoreLayout.KeyOf(Acme)));
        next.Store.UsageOf(Acme).ShouldBe(60 * Kilobyte);
        next.Store.HasReference(b.Digest, Acme).ShouldBeTrue();
    }

    [Fact]
    public async Task Contents_BeyondTheirLimit_AreReadAgain()
    {
        var (a, b) = (await FetchAsync("/a.gguf", null), await FetchAsync("/b.gguf", null));
        var contents = new KnownContents(Store, limit: 1);

        foreach (var model in (FetchedModel[])[a, b, a, b])
        {
            contents.Of(model.Digest[7..]).ShouldHaveSingleItem().Sha256.ShouldBe(model.Files[0].Sha256);
            contents.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Garbage_YoungerThanTheGracePeriod_Stays()
    {
        var model = await FetchAsync("/a.gguf", null);

        Store.CollectGarbage([], TimeSpan.FromHours(1)).ShouldBe(new GarbageReport(Busy: false, 0, 0, 0));

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        File.SetLastWriteTimeUtc(Path.Combine(_test.Store, "manifests", model.Digest[7..] + ".json"), now.AddHours(-2));
        Store.CollectGarbage([], TimeSpan.FromHours(1)).ShouldBe(new GarbageReport(Busy: false, 1, 0, 0), "the content itself is young");
        var blob = new FileInfo(_test.Blobs().Single()) { LastWriteTimeUtc = now.AddHours(-2) };
        var size = blob.Length;

        Store.CollectGarbage([], TimeSpan.FromHours(1)).ShouldBe(new GarbageReport(Busy: false, 0, 1, size));
    }

    [Theory]
    [InlineData(false, "hashes to sha256:")]
    [InlineData(true, "hashes to sha256:")]
    public async Task Byte_ChangedWhereTheEngineReads_IsFound(bool replaced, string problem)
    {
        var model = await FetchAsync("/a.gguf", null);
        var path = Path.Combine(model.Folder, "a.gguf");
        var bytes = File.ReadAllBytes(path);
        bytes[1000] ^= 1;
        if (replaced)
        {
            File.Delete(path);
        }
        else
        {
            new FileInfo(path).IsReadOnly = false;
        }

        File.WriteAllBytes(path, bytes);

        var report = await Store.VerifyAsync(model.Digest, Cancelled);

        report.Broken.ShouldHaveSingleItem().Path.ShouldBe("a.gguf");
        report.Broken[0].Problem.ShouldContain(problem);
        var failure = await _test.FailAsync(_server.Address + "/a.gguf", new FetchOptions { Digest = model.Digest });
        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain("the file a.gguf hashes to");
    }

    [Fact]
    public async Task File_PutBesideTheModel_IsFound()
    {
        var model = await FetchAsync("/a.gguf", null);
        File.WriteAllText(Path.Combine(model.Folder, "modeling_x.py"), "import os");

        (await Store.VerifyAsync(model.Digest, Cancelled)).Broken.ShouldBe([new BrokenFile("modeling_x.py", "does not belong to the model")]);
    }

    [Fact]
    public async Task Manifest_Changed_IsNotBelieved()
    {
        var model = await FetchAsync("/a.gguf", null);
        var manifest = Path.Combine(_test.Store, "manifests", model.Digest[7..] + ".json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("a.gguf", "b.gguf"));

        (await Should.ThrowAsync<FetchException>(() => Store.VerifyAsync(model.Digest, Cancelled))).Reason.ShouldBe(FetchFailure.NotFound);
        (await FetchAsync("/a.gguf", null)).Digest.ShouldBe(model.Digest, "it is written anew");
        (await Store.VerifyAsync(model.Digest, Cancelled)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Names_OfOneFile_AreTold()
    {
        var model = await FetchAsync("/a.gguf", null);
        var shown = Path.Combine(model.Folder, "a.gguf");

        NativeMethods.IsSameFile(shown, _test.Blobs().Single()).ShouldBe(!isEncrypted);
        File.Copy(shown, shown + ".copy");
        NativeMethods.IsSameFile(shown, shown + ".copy").ShouldBeFalse();
        NativeMethods.IsSameFile(shown, shown + ".none").ShouldBeFalse();
    }

    private Task<FetchedModel> FetchAsync(string path, StorageOwner? owner) => _test.FetchAsync(_server.Address + path, new FetchOptions { Owner = owner });
}
