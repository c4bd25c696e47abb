using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>What is found in folders and on the hub, and that it can be fetched as it was found.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly TestFetcher _test = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _test.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task LocalFolder_HasModelsVersionsAndFiles()
    {
        Fill();

        var found = await DiscoverAsync(new Uri(_folder.Path).AbsoluteUri);

        found.Select(c => $"{c.Repository}:{c.Version}").ShouldBe(["single:latest", "atlas:1.0", "atlas:1.1", "flat:latest"]);
        found[0].Formats.ShouldBe(["gguf"]);
        var described = await DescribeAsync(new Uri(_folder.Path).AbsoluteUri, found[1]);
        (described.Size, described.License).ShouldBe((1000 + Card.Length + 5, "apache-2.0"));
        described.Formats.ShouldBe(["gguf"]);
        described.ModifiedAt.ShouldNotBeNull();
        (await FilesAsync(described.Uri, new FetchOptions { Copy = true })).ShouldBe(["README.md", "atlas.gguf", "sub/more.txt"]);
    }

    [Fact]
    public async Task LocalFolder_Changed_HasAnotherRevision()
    {
        Fill();
        var url = new Uri(_folder.Path).AbsoluteUri;
        var found = (await DiscoverAsync(url))[1];
        var before = await DescribeAsync(url, found);
        _folder.Write("atlas/1.0/atlas.gguf", TestFetcher.Bytes(1001));

        (await DescribeAsync(url, found)).Revision.ShouldNotBe(before.Revision);
        (await DescribeAsync(url, found)).Revision.ShouldBe((await DescribeAsync(url, found)).Revision);
    }

    [Fact]
    public async Task LocalFolder_NotThere_IsNamed() =>
        (await Should.ThrowAsync<FetchException>(() => DiscoverAsync($"file://{_folder.Path}/none"))).Message.ShouldContain($"there is no folder {_folder.Path}/none");

    [Fact]
    public async Task WebFolder_OfPythonsServer_IsListedAndFetched()
    {
        ForeignProgram.Need("python3", "python3");
        Fill();
        _folder.Write("atlas/1.0/a b&c.txt", [1]);
        var start = new ProcessStartInfo("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", _folder.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var server = Process.Start(start)!;
        try
        {
            server.BeginErrorReadLine();
            var said = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var url = said!.Split('(')[1].TrimEnd(')', ' ', '.').Split(')')[0];

            var found = await DiscoverAsync(url);

            found.Select(c => $"{c.Repository}:{c.Version}").ShouldBe(["single:latest", "atlas:1.0", "atlas:1.1", "flat:latest"], ignoreOrder: true);
            var described = await DescribeAsync(url, found.Single(c => c.Version == "1.0"));
            described.License.ShouldBe("apache-2.0");
            described.Size.ShouldBeNull("its pages do not say sizes");
            (await FilesAsync(described.Uri)).ShouldBe(["README.md", "a b&c.txt", "atlas.gguf", "sub/more.txt"]);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task WebFolder_AsNginxListsIt_IsUnderstood()
    {
        await using var server = await FileServer.StartAsync();
        Page(server, "/m/", """<html><head><title>Index of /m/</title></head><body><h1>Index of /m/</h1><hr><pre><a href="../">../</a>"""
            + "\r\n<a href=\"atlas/\">atlas/</a>              12-Jun-2025 14:21                   -\r\n</pre><hr></body></html>");
        server.Serve("/m/atlas/", """[{ "name":"1.0", "type":"directory", "mtime":"Thu, 12 Jun 2025 14:21:00 GMT" }]"""u8.ToArray()).ContentType = "application/json";
        Page(server, "/m/atlas/1.0/", """<html><head><title>Index of /m/atlas/1.0/</title></head><body><pre><a href="../">../</a><a href="?C=M">Time</a><a href="https://elsewhere/x.gguf">x</a>"""
            + "\r\n<a href=\"atlas%20x.gguf\">atlas x.gguf</a>        12-Jun-2025 14:21                1000\r\n</pre></body></html>");
        server.Serve("/m/atlas/1.0/atlas x.gguf", TestFetcher.Bytes(1000));
        var url = server.Address + "/m";

        var candidate = (await DiscoverAsync(url)).ShouldHaveSingleItem();
        var described = await DescribeAsync(url, candidate);

        (described.Repository, described.Version, described.Size).ShouldBe(("atlas", "1.0", 1000));
        described.ModifiedAt.ShouldBe(new DateTimeOffset(2025, 6, 12, 14, 21, 0, TimeSpan.Zero));
        (await FilesAsync(described.Uri)).ShouldBe(["atlas x.gguf"]);
    }

    [Fact]
    public async Task WebFolder_WithAnIndexFile_HasDigestsThatAreChecked()
    {
        await using var server = await FileServer.StartAsync();
        var content = TestFetcher.Bytes(1000);
        Json(server, "/m/index.json", """{"folders":["atlas"]}""");
        Json(server, "/m/atlas/index.json", """{"folders":["1.0"]}""");
        Json(server, "/m/atlas/1.0/index.json", """
            {"files":[{"path":"w/atlas.gguf","size":1000,"sha256":"DIGEST","modifiedAt":"2026-01-01T00:00:00Z"}],"license":"MIT","labels":{"team":"search"}}
            """.Replace("DIGEST", TestFetcher.Sha256(content)));
        server.Serve("/m/atlas/1.0/w/atlas.gguf", content);
        var url = server.Address + "/m/";

        var described = await DescribeAsync(url, (await DiscoverAsync(url)).Single());

        (described.License, described.Size, described.Labels["team"]).ShouldBe(("MIT", 1000, "search"));
        (await FilesAsync(described.Uri)).ShouldBe(["w/atlas.gguf"]);
        server.Files["/m/atlas/1.0/w/atlas.gguf"].Content = TestFetcher.Bytes(1000, seed: 2);
        using var elsewhere = new TestFetcher();
        (await elsewhere.FailAsync(described.Uri)).Reason.ShouldBe(FetchFailure.Corrupt);
    }

    [Theory]
    [InlineData("""{"files":[{"path":"../x"}]}""", "lists a path that contains \"..\"")]
    [InlineData("""{"files":[{"path":"x","sha256":"abc"}]}""", "write 64 hex digits")]
    [InlineData("""{}""", "has neither \"files\" nor \"folders\"")]
    [InlineData("""[""", "is not a listing of a folder")]
    public async Task WebFolder_WithAWrongIndexFile_IsExplained(string index, string problem)
    {
        await using var server = await FileServer.StartAsync();
        Json(server, "/m/index.json", index);

        (await Should.ThrowAsync<FetchException>(() => DiscoverAsync(server.Address + "/m/"))).Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task WebFolder_OfAServerWithAnAnswerForEverything_IsListedByItsPage(int status)
    {
        await using var server = await FileServer.StartAsync();
        Page(server, "/m/", "<title>Index of /m/</title><a href=\"a.gguf\">a.gguf</a>");
        server.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/index.json"))
            {
                return false;
            }

            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<title>Not here</title>");
            return true;
        };

        (await DiscoverAsync(server.Address + "/m/")).ShouldHaveSingleItem().Repository.ShouldBe("a");
    }

    [Fact]
    public async Task WebFolder_ThatIsSomeOtherPage_IsNotTakenForAListing()
    {
        await using var server = await FileServer.StartAsync();
        Page(server, "/m/", """<html><title>Welcome</title><a href="a.gguf">a</a></html>""");

        (await Should.ThrowAsync<FetchException>(() => DiscoverAsync(server.Address + "/m/"))).Message.ShouldContain("not one that lists a folder");
        (await _test.FailAsync(server.Address + "/m/")).Reason.ShouldBe(FetchFailure.Unsupported);
    }

    [Fact]
    public async Task Hub_OfAnOwner_ListsModelsAndRevisions()
    {
        await using var hub = await FakeHub.StartAsync();
        hub.PageSize = 1;
        hub.Add("acme/atlas").Tags.Add("v1.0");
        hub.Add("acme/mini");
        hub.Add("acmeother/x");
        var atlas = hub.Repositories["acme/atlas"];
        atlas.AddLarge("atlas.safetensors", TestFetcher.Bytes(5000));
        atlas.Add("README.md", "# x"u8.ToArray());
        atlas.Card = new { license = "apache-2.0" };
        atlas.Topics.AddRange(["license:apache-2.0", "safetensors", "base_model:acme/base"]);
        var access = new SourceAccess { Endpoint = new Uri(hub.Endpoint) };

        var found = await DiscoverAsync("hf://acme", access);
        var described = await DescribeAsync("hf://acme", found[0], access);

        found.Select(c => c.Uri).ShouldBe(["hf://acme/atlas:v1.0", "hf://acme/atlas:main", "hf://acme/mini:main"]);
        found[0].Revision.ShouldBe(atlas.Commit);
        described.Uri.ShouldBe($"hf://acme/atlas:{atlas.Commit}");
        (described.Size, described.License, described.Labels["task"], described.Labels["base_model"]).ShouldBe((5003, "apache-2.0", "text-generation", "acme/base"));
        described.Formats.ShouldBe(["safetensors"]);
        (await FilesAsync(described.Uri, new FetchOptions { Access = access })).ShouldBe(["README.md", "atlas.safetensors"]);
        (await DiscoverAsync("hf://acme/mini", access)).ShouldHaveSingleItem().Repository.ShouldBe("acme/mini");
    }

    [Fact]
    public async Task Hub_WithAPrivateModel_WantsTheTokenOfTheSource()
    {
        await using var hub = await FakeHub.StartAsync();
        hub.Add("acme/atlas").Token = "hf_secret";
        var access = new SourceAccess { Endpoint = new Uri(hub.Endpoint) };

        (await Should.ThrowAsync<FetchException>(() => DiscoverAsync("hf://acme/atlas", access))).Reason.ShouldBe(FetchFailure.NotFound);
        (await DiscoverAsync("hf://acme/atlas", access with { Token = "hf_secret" })).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("atlas")]
    [InlineData("ftp://host/x")]
    [InlineData("oci://")]
    [InlineData("oci://host/UPPER")]
    [InlineData("hf://")]
    [InlineData("hf://a/b/c")]
    [InlineData("hf://a/b:main")]
    [InlineData("https://")]
    [InlineData("https://me:secret@host/m/")]
    [InlineData("file://host/m")]
    public void Address_ThatIsNoSource_IsRefused(string url)
    {
        var failure = Should.Throw<FetchException>(() => _test.Fetcher.Catalogs.Open(url, new SourceAccess()));

        failure.Reason.ShouldBe(FetchFailure.InvalidUri);
        failure.Message.ShouldContain("write");
    }

    private static ReadOnlySpan<byte> Card => "---\nlicense: apache-2.0\n---\n# Atlas"u8;

    private void Fill()
    {
        _folder.Write("atlas/1.0/atlas.gguf", TestFetcher.Bytes(1000));
        _folder.Write("atlas/1.0/README.md", Card.ToArray());
        _folder.Write("atlas/1.0/sub/more.txt", new byte[5]);
        _folder.Write("atlas/1.1/atlas.gguf", TestFetcher.Bytes(1000, seed: 2));
        _folder.Write("flat/model.safetensors", [1]);
        _folder.Write(".git/1.0/x.gguf", [1]);
        _folder.Write("single.gguf", [1]);
        _folder.Write("notes.txt", [1]);
    }

    private async Task<List<SourceCandidate>> DiscoverAsync(string url, SourceAccess? access = null) =>
        await _test.Fetcher.Catalogs.Open(url, access ?? new SourceAccess())
            .DiscoverAsync([], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private Task<SourceCandidate> DescribeAsync(string url, SourceCandidate candidate, SourceAccess? access = null) =>
        _test.Fetcher.Catalogs.Open(url, access ?? new SourceAccess()).DescribeAsync(candidate, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> FilesAsync(string uri, FetchOptions? options = null) =>
        (await _test.FetchAsync(uri, options)).Files.Select(f => f.Path);

    private static void Page(FileServer server, string path, string html) =>
        server.Serve(path, System.Text.Encoding.UTF8.GetBytes(html)).ContentType = "text/html; charset=utf-8";

    private static void Json(FileServer server, string path, string json) =>
        server.Serve(path, System.Text.Encoding.UTF8.GetBytes(json)).ContentType = "application/json";
}
