using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class FileSourceTests : IDisposable
{
    private readonly TestFetcher _test = new();
    private readonly TemporaryFolder _models = new();

    [Fact]
    public async Task File_Absolute_IsUsedInPlaceInAFolderOfItsOwn()
    {
        var path = _models.Write("a.gguf", [1, 2, 3]);
        _models.Write("neighbour.gguf", [4]);

        var model = await _test.FetchAsync(path);

        model.InPlace.ShouldBeTrue();
        Directory.GetFiles(model.Folder).ShouldBe([model.File!]);
        File.ResolveLinkTarget(model.File!, returnFinalTarget: true)!.FullName.ShouldBe(path);
        _test.Blobs().ShouldBeEmpty();
        model.ResolvedUri.ShouldBe("file://" + path);
    }

    [Fact]
    public async Task Folder_AsFileUri_IsUsedWhereItIs()
    {
        _models.Write("config.json", "{}"u8.ToArray());
        _models.Write("weights/part 1.safetensors", [1, 2, 3, 4]);

        var model = await _test.FetchAsync(new Uri(_models.Path).AbsoluteUri);

        model.Folder.ShouldBe(_models.Path);
        model.File.ShouldBeNull();
        model.Files.Select(f => f.Path).ShouldBe(["config.json", "weights/part 1.safetensors"]);
        model.Size.ShouldBe(6);
    }

    [Fact]
    public async Task Folder_OfTheKeys_IsNoModels_ByWhateverName()
    {
        var key = _models.Write("data/pki/ca.key", [1]);
        var model = _models.Write("models/a.gguf", [2]);
        var data = Path.Combine(_models.Path, "data");
        var link = Path.Combine(_models.Path, "link");
        Directory.CreateSymbolicLink(link, data);
        using var test = new TestFetcher(o => o with { PrivateFolder = data });

        foreach (var path in (string[])[key, data, data + "/", _models.Path, Path.Combine(link, "pki", "ca.key"), "/proc/self/root" + key, $"{_models.Path}/models/../data/pki"])
        {
            (await test.FailAsync(path, new FetchOptions { Copy = true })).Message.ShouldContain("where Modelyard keeps its database and its keys", customMessage: path);
        }

        (await test.FetchAsync(model, new FetchOptions { Copy = true })).Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Path_Relative_StartsAtTheBaseFolder()
    {
        _models.Write("m/a.gguf", [1]);

        var model = await _test.FetchAsync("m/a.gguf", new FetchOptions { BaseFolder = _models.Path });

        File.ReadAllBytes(model.File!).ShouldBe([1]);
    }

    [Fact]
    public async Task Digest_AfterTheFileWasReplaced_IsAnother()
    {
        var path = _models.Write("a.gguf", [1, 2, 3]);
        var before = await _test.FetchAsync(path);
        _models.Write("a.gguf", [1, 2, 3, 4]);

        var after = await _test.FetchAsync(path);

        after.Digest.ShouldNotBe(before.Digest);
        (await _test.FetchAsync(path)).Digest.ShouldBe(after.Digest);
    }

    [Fact]
    public async Task Path_Missing_NamesTheFolderThatDoesExist()
    {
        _models.Write("m/a.gguf", [1]);

        var failure = await _test.FailAsync(_models.At("m", "deeper", "b.gguf"));

        failure.Reason.ShouldBe(FetchFailure.NotFound);
        failure.IsTransient.ShouldBeFalse();
        failure.Message.ShouldContain($"{_models.At("m")} exists, but has no \"deeper\"");
    }

    [Fact]
    public async Task Folder_WithADanglingLink_NamesTheLink()
    {
        File.CreateSymbolicLink(_models.At("a.gguf"), "/nowhere/at/all");

        var failure = await _test.FailAsync(_models.Path);

        failure.Message.ShouldContain("is a link to /nowhere/at/all, which does not exist");
    }

    [Fact]
    public async Task Folder_Empty_IsNotAModel()
    {
        (await _test.FailAsync(_models.Path)).Message.ShouldContain("is empty");
    }

    [Theory]
    [InlineData("gcs://bucket/model", "gcs")]
    [InlineData("gs://bucket/model", "gs")]
    [InlineData("pvc://claim/model", "pvc")]
    [InlineData("oci+native://host/model:1", "oci+native")]
    public async Task Scheme_NotSupportedYet_SaysWhichAre(string uri, string scheme)
    {
        var failure = await _test.FailAsync(uri);

        failure.Reason.ShouldBe(FetchFailure.Unsupported);
        failure.Message.ShouldContain($"cannot be fetched from {scheme}:// yet");
        failure.Message.ShouldContain("file://, hf://, http://, https://");
    }

    public void Dispose()
    {
        _test.Dispose();
        _models.Dispose();
    }

    [Fact]
    public async Task Copy_OfAFolder_StaysAsItWas()
    {
        _models.Write("m/a.gguf", TestFetcher.Bytes(1000));
        _models.Write("m/sub/b.json", [1]);
        var copy = new FetchOptions { Copy = true };

        var model = await _test.FetchAsync(_models.At("m"), copy);
        _models.Write("m/a.gguf", TestFetcher.Bytes(1000, seed: 2));
        File.SetLastWriteTimeUtc(_models.At("m", "a.gguf"), DateTime.UnixEpoch);
        var changed = await _test.FetchAsync(_models.At("m"), copy);
        var inPlace = await _test.FetchAsync(_models.At("m"));

        model.InPlace.ShouldBeFalse();
        model.Files.ShouldAllBe(f => f.Sha256 != null && f.ModifiedAt == null);
        File.ReadAllBytes(Path.Combine(model.Folder, "a.gguf")).ShouldBe(TestFetcher.Bytes(1000));
        changed.Digest.ShouldNotBe(model.Digest);
        inPlace.InPlace.ShouldBeTrue();
        (await _test.Fetcher.Store.VerifyAsync(model.Digest, TestContext.Current.CancellationToken)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Copy_OfTheSameContentFromElsewhere_IsTheSameModel()
    {
        var copy = new FetchOptions { Copy = true };

        var one = await _test.FetchAsync(_models.Write("x/a.gguf", TestFetcher.Bytes(1000)), copy);
        var two = await _test.FetchAsync(_models.Write("y/a.gguf", TestFetcher.Bytes(1000)), copy);

        two.Digest.ShouldBe(one.Digest);
        two.ResolvedUri.ShouldNotBe(one.ResolvedUri);
        _test.Blobs().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task File_ChangedWhileItIsRead_IsNoticed()
    {
        var path = _models.Write("a.gguf", TestFetcher.Bytes(1000));
        await using var stream = new LocalFileStream(path, File.GetLastWriteTimeUtc(path));
        await stream.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        var failure = await Should.ThrowAsync<FetchException>(async () => await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken));

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain("was changed while it was copied");
    }
}
