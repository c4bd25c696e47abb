using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class HttpSourceTests : IAsyncLifetime
{
    private static readonly byte[] Content = TestFetcher.Bytes(1 << 20);
    private readonly TestFetcher _test = new();
    private FileServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _server.DisposeAsync();
    }

    private string Uri(string path = "/m/a.gguf") => _server.Address + path;

    [Fact]
    public async Task File_Fetched_IsReadOnlyAndNamedByItsDigest()
    {
        _server.Serve("/m/a.gguf", Content);

        var model = await _test.FetchAsync(Uri());

        File.ReadAllBytes(model.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
        Path.GetFileName(model.File).ShouldBe("a.gguf");
        var blob = _test.Blobs().ShouldHaveSingleItem();
        Path.GetFileName(blob).ShouldBe(TestFetcher.Sha256(Content));
        new FileInfo(blob).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        _test.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task File_Unchanged_IsNotDownloadedAgain()
    {
        _server.Serve("/m/a.gguf", Content);
        var first = await _test.FetchAsync(Uri());
        var served = _server.BytesServed;

        var second = await _test.FetchAsync(Uri());

        (second.Digest, second.Folder, second.StaleReason).ShouldBe((first.Digest, first.Folder, null));
        (_server.BytesServed - served).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task File_ChangedAtTheSource_IsDownloadedAgain()
    {
        var file = _server.Serve("/m/a.gguf", Content);
        var first = await _test.FetchAsync(Uri());
        (file.Content, file.ETag) = (TestFetcher.Bytes(5000, seed: 2), "\"v2\"");

        var second = await _test.FetchAsync(Uri());

        second.Digest.ShouldNotBe(first.Digest);
        File.ReadAllBytes(second.File!).AsSpan().SequenceEqual(file.Content).ShouldBeTrue();
        File.ReadAllBytes(first.File!).AsSpan().SequenceEqual(Content).ShouldBeTrue();
    }

    [Fact]
    public async Task PreferCached_WithACopy_AsksNobody()
    {
        _server.Serve("/m/a.gguf", Content);
        await _test.FetchAsync(Uri());
        var asked = _server.Requests.Count;

        await _test.FetchAsync(Uri(), new FetchOptions { PreferCached = true });

        _server.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Source_Gone_UsesTheCopyAndSaysSo()
    {
        _server.Serve("/m/a.gguf", Content);
        var uri = Uri();
        var first = await _test.FetchAsync(uri);
        await _server.DisposeAsync();

        var second = await _test.FetchAsync(uri);

        second.Folder.ShouldBe(first.Folder);
        second.StaleReason.ShouldNotBeNull().ShouldContain("cannot be reached: the connection was refused");
    }

    [Fact]
    public async Task File_Missing_IsNotRetried()
    {
        var failure = await _test.FailAsync(Uri("/nothing.gguf"));

        failure.Reason.ShouldBe(FetchFailure.NotFound);
        _test.Pauses.ShouldBeEmpty();
        _test.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task WebPage_InsteadOfAModel_IsRefused()
    {
        _server.Serve("/m/a.gguf", "<html>Sign in</html>"u8.ToArray()).ContentType = "text/html; charset=utf-8";

        (await _test.FailAsync(Uri())).Message.ShouldContain("is a web page, not a model file");
    }

    [Fact]
    public async Task Digest_InTheFragment_IsEnforced()
    {
        _server.Serve("/m/a.gguf", Content);

        var failure = await _test.FailAsync(Uri() + "#sha256=" + new string('0', 64));

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        _test.Blobs().ShouldBeEmpty();
        _test.Litter().ShouldBeEmpty();
        (await _test.FetchAsync(Uri() + "#sha256=" + TestFetcher.Sha256(Content))).Size.ShouldBe(Content.Length);
    }

    [Fact]
    public async Task EmptyFile_OfAServerWithRanges_IsFetched()
    {
        _server.Serve("/m/empty.bin", []);

        (await _test.FetchAsync(Uri("/m/empty.bin"))).Size.ShouldBe(0);
    }

    [Fact]
    public async Task Progress_EndsWithEverythingDone()
    {
        _server.Serve("/m/a.gguf", Content);
        var progress = new RecordedProgress();

        await _test.FetchAsync(Uri(), progress: progress);

        progress.Reports[^1].ShouldBe(new FetchProgress(Content.Length, Content.Length, 1, 1));
        progress.Reports.Select(r => r.BytesDone).ShouldBeInOrder();
    }
}
