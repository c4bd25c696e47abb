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
    [InlineData("s3://bucket/model", "s3")]
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
}
