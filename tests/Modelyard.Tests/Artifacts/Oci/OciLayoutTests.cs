using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>The forms models have in registries, and registries that are wrong about them.</summary>
public sealed class OciLayoutTests : IAsyncLifetime
{
    private const string Title = "org.opencontainers.image.title";
    private const string FilePath = "org.cncf.model.filepath";
    private const string Layer = "application/vnd.oci.image.layer.v1.tar";
    private static readonly string Architecture = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
    private readonly TestFetcher _test = new();
    private ScriptedRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = new ScriptedRegistry(await FileServer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _registry.Server.DisposeAsync();
    }

    private string Uri => $"oci://{_registry.Address}/acme/atlas:1.0";

    [Fact]
    public async Task Titles_AreNamesAndPackedFoldersAreUnpacked()
    {
        var folder = _registry.Descriptor(Layer + "+gzip", OciFolder.Layer(true, ("onnx/a.onnx", "a"), ("onnx/b.onnx", "b")), Title, "onnx");
        folder["annotations"]!["io.deis.oras.content.unpack"] = "true";
        var archive = _registry.Descriptor(Layer + "+gzip", OciFolder.Layer(true, ("x", "x")), Title, "corpus.tar.gz");
        Add(_registry.Manifest("application/vnd.oci.empty.v1+json", _registry.Descriptor("text/plain", "card"u8.ToArray(), Title, "README.md"), folder, archive));

        (await FilesAsync()).Keys.ShouldBe(["README.md", "corpus.tar.gz", "onnx/a.onnx", "onnx/b.onnx"]);
    }

    [Fact]
    public async Task ModelPack_WithPackedLayers_IsUnpacked()
    {
        Add(_registry.Manifest("application/vnd.cncf.model.config.v1+json",
            _registry.Descriptor("application/vnd.cncf.model.weight.v1.tar", OciFolder.Layer(false, ("w/a.safetensors", "a")), FilePath, "w"),
            _registry.Descriptor("application/vnd.cncf.model.doc.v1.tar+gzip", OciFolder.Layer(true, ("README.md", "b")), FilePath, "README.md")));

        (await FilesAsync()).Keys.ShouldBe(["README.md", "w/a.safetensors"]);
        _test.Blobs().Count().ShouldBe(2, "the archives themselves are not kept");
    }

    [Fact]
    public async Task Ollama_ByTheTypesOfItsLayers_HasNames()
    {
        Add(_registry.Manifest("application/vnd.docker.container.image.v1+json",
            _registry.Descriptor("application/vnd.ollama.image.model", OciFolder.Weights),
            _registry.Descriptor("application/vnd.ollama.image.template", "{{ .Prompt }}"u8.ToArray()),
            _registry.Descriptor("application/vnd.ollama.image.params", """{"stop":["x"]}"""u8.ToArray())));

        (await FilesAsync()).Keys.ShouldBe(["model.gguf", "params.json", "template"]);
    }

    [Fact]
    public async Task Index_NestedAndForManyPlatforms_LeadsToTheOneForThisMachine()
    {
        var mine = _registry.Add("acme/atlas", "mine", _registry.ModelPack(("mine.gguf", [1])));
        var other = _registry.Add("acme/atlas", "other", _registry.ModelPack(("other.gguf", [2])));
        var attestation = ScriptedRegistry.Entry(other, os: "unknown", architecture: "unknown");
        attestation["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest" };
        var inner = _registry.Add("acme/atlas", "inner", ScriptedRegistry.Index(
            ScriptedRegistry.Entry(other, os: "windows", architecture: Architecture), ScriptedRegistry.Entry(other, os: "linux", architecture: "s390x"),
            ScriptedRegistry.Entry(mine, os: "linux", architecture: Architecture), attestation));
        var digest = Add(ScriptedRegistry.Index(ScriptedRegistry.Entry(inner, ScriptedRegistry.IndexType)));

        var model = await _test.FetchAsync(Uri);

        model.Files.ShouldHaveSingleItem().Path.ShouldBe("mine.gguf");
        model.ResolvedUri.ShouldBe($"oci://{_registry.Address}/acme/atlas@{digest}");
    }

    [Fact]
    public async Task Index_WithoutOneForThisMachine_SaysWhatThereIs()
    {
        var other = _registry.Add("acme/atlas", "other", _registry.ModelPack(("other.gguf", [2])));
        Add(ScriptedRegistry.Index(ScriptedRegistry.Entry(other, os: "linux", architecture: "s390x"), ScriptedRegistry.Entry(other, os: "linux", architecture: "ppc64le")));

        (await _test.FailAsync(Uri)).Message.ShouldContain("none is for linux/" + Architecture + " (linux/s390x, linux/ppc64le)");
    }

    [Fact]
    public async Task Index_TooDeep_IsGivenUp()
    {
        var digest = _registry.Add("acme/atlas", "m", _registry.ModelPack(("a.gguf", [1])));
        var type = ScriptedRegistry.ManifestType;
        for (var i = 0; i < 6; i++)
        {
            (digest, type) = (Add(ScriptedRegistry.Index(ScriptedRegistry.Entry(digest, type))), ScriptedRegistry.IndexType);
        }

        (await _test.FailAsync(Uri)).Message.ShouldContain("an index of indexes");
    }

    [Fact]
    public async Task Connection_LostInALayer_GoesOnWhereItEnded()
    {
        var content = TestFetcher.Bytes(4 << 20);
        Add(_registry.ModelPack(("atlas.gguf", content)));
        var path = $"/v2/acme/atlas/blobs/sha256:{TestFetcher.Sha256(content)}";
        var blob = _registry.Server.Files[path];
        blob.CutAfter.Enqueue(1 << 20);
        blob.BeforeCut = _test.PartialReachesAsync;

        await _test.FetchAsync(Uri);

        _registry.Server.RequestsFor(path).Select(r => r.Range).ShouldBe([null, $"bytes={1 << 20}-"]);
    }

    [Fact]
    public async Task Layers_SentFromElsewhere_AreAskedForWithoutTheCredentials()
    {
        await using var elsewhere = await FileServer.StartAsync();
        Add(_registry.ModelPack(("atlas.gguf", OciFolder.Weights)));
        elsewhere.Serve("/blob", OciFolder.Weights);
        _registry.Server.Intercept = context =>
        {
            if (context.Request.Path.Value!.Contains("/blobs/"))
            {
                context.Response.Redirect(elsewhere.Address + "/blob?signature=1");
                return Task.FromResult(true);
            }

            return Task.FromResult(false);
        };

        await _test.FetchAsync(Uri, new FetchOptions { Access = new SourceAccess { Token = "t" } });

        _registry.Server.Requests.ShouldContain(r => r.Authorization == "Bearer t");
        elsewhere.Requests.ShouldHaveSingleItem().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task Token_NotTakenAnyMore_IsReplacedInTheMiddle()
    {
        Add(_registry.ModelPack(("a.gguf", [1]), ("b.gguf", [2])));
        var (valid, issued) = ("t1", 0);
        _registry.Server.Intercept = async context =>
        {
            if (context.Request.Path == "/token")
            {
                valid = $"t{Interlocked.Increment(ref issued)}";
                await context.Response.WriteAsync($$"""{"access_token":"{{valid}}"}""");
                return true;
            }

            if (context.Request.Path == "/v2/")
            {
                return false;
            }

            var accepted = context.Request.Headers.Authorization == "Bearer " + valid;
            if (!accepted)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{_registry.Server.Address}/token\",service=\"s\",scope=\"repository:acme/atlas:pull\"";
            }
            else if (context.Request.Path.Value!.Contains("/manifests/"))
            {
                valid = "expired";
            }

            return !accepted;
        };

        (await FilesAsync()).Keys.ShouldBe(["a.gguf", "b.gguf"]);
        issued.ShouldBe(2);
    }

    [Theory]
    [InlineData("../evil", "contains \"..\"")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("a/../../b", "contains \"..\"")]
    public async Task Path_LeadingOutside_IsRefused(string path, string problem)
    {
        Add(_registry.ModelPack((path, [1])));

        var failure = await _test.FailAsync(Uri);

        failure.Reason.ShouldBe(FetchFailure.Unsafe);
        failure.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("models/../../etc/x", "x", "contains \"..\"")]
    [InlineData("models/link", "-> /etc/passwd", "outside /models")]
    [InlineData("models/link", "-> ../../../etc/passwd", "outside /models")]
    [InlineData("models/link", "=> etc/passwd", "is no file of /models")]
    public async Task Image_ReachingOutOfItsFolder_IsRefused(string name, string content, string problem)
    {
        Add(_registry.Manifest("application/vnd.oci.image.config.v1+json",
            _registry.Descriptor(Layer, OciFolder.Layer(false, ("etc/passwd", "root"), (name, content)))));

        var failure = await _test.FailAsync(Uri);

        failure.Reason.ShouldBe(FetchFailure.Unsafe);
        failure.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Image_WithoutAModel_SaysWhereItShouldBe()
    {
        Add(_registry.Manifest("application/vnd.oci.image.config.v1+json", _registry.Descriptor(Layer, OciFolder.Layer(false, ("bin/sh", "x")))));

        (await _test.FailAsync(Uri)).Message.ShouldContain("has no files in /models");
    }

    [Fact]
    public async Task Image_ThatIsABomb_IsRefused()
    {
        using var test = new TestFetcher(o => o with { Extraction = new ExtractionLimits(MaxRatio: 10) { RatioAppliesAbove = 1 << 16 } });
        Add(_registry.Manifest("application/vnd.oci.image.config.v1+json",
            _registry.Descriptor(Layer + "+gzip", OciFolder.Layer(true, ("opt/zeros", new string('\0', 1 << 20)), ("models/a", "x")))));

        (await test.FailAsync(Uri)).Message.ShouldContain("It may be an attack");
    }

    [Theory]
    [InlineData("""<html>""", "is not one")]
    [InlineData("""{"schemaVersion":1,"name":"acme/atlas","fsLayers":[]}""", "not an OCI image manifest or index")]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/x"}""", "not an OCI image manifest or index")]
    [InlineData("""{"schemaVersion":2,"layers":[]}""", "has no layers")]
    [InlineData("""{"schemaVersion":2,"layers":[{"mediaType":"application/vnd.x","digest":"sha256:0","size":1}],"config":{"mediaType":"application/vnd.x"}}""", "is a \"application/vnd.x\", which is not known as a model")]
    [InlineData("""{"schemaVersion":2,"artifactType":"application/vnd.cncf.model.manifest.v1+json","layers":[{"mediaType":"application/vnd.cncf.model.weight.v1.raw","digest":"sha256:0","size":1}]}""", "the annotation org.cncf.model.filepath is missing")]
    [InlineData("""{"schemaVersion":2,"layers":[{"mediaType":"x","digest":"sha512:0","size":1,"annotations":{"org.opencontainers.image.title":"a"}}]}""", "only sha256 digests")]
    [InlineData("""{"schemaVersion":2,"artifactType":"application/vnd.cncf.model.manifest.v1+json","layers":[{"mediaType":"application/vnd.cncf.model.weight.v1.tar+zstd","digest":"sha256:0","size":1}]}""", "compressed with zstd")]
    public async Task Manifest_ThatIsNoModel_IsExplained(string manifest, string problem)
    {
        _registry.Server.Serve("/v2/acme/atlas/manifests/1.0", System.Text.Encoding.UTF8.GetBytes(manifest)).ContentType = ScriptedRegistry.ManifestType;

        (await _test.FailAsync(Uri)).Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Manifest_WithoutEnd_IsNotRead()
    {
        _registry.Server.Serve("/v2/acme/atlas/manifests/1.0", new byte[5 << 20]).ContentType = ScriptedRegistry.ManifestType;

        var failure = await _test.FailAsync(Uri);

        failure.Reason.ShouldBe(FetchFailure.Unsupported);
        failure.Message.ShouldContain("sent more than the 4.0 MiB");
        _test.Pauses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_ThatIsNotWhatItsDigestSays_IsRefused()
    {
        var digest = Add(_registry.ModelPack(("atlas.gguf", OciFolder.Weights)));
        var pinned = $"oci://{_registry.Address}/acme/atlas@{digest}";
        _registry.Server.Files[$"/v2/acme/atlas/blobs/sha256:{TestFetcher.Sha256(OciFolder.Weights)}"].Content = TestFetcher.Bytes(OciFolder.Weights.Length, seed: 7);
        (await _test.FailAsync(pinned)).Message.ShouldContain("hashes to");

        _registry.Server.Files[$"/v2/acme/atlas/manifests/{digest}"].Content = "{}"u8.ToArray();
        var failure = await _test.FailAsync(pinned);

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain("it is not the one that was asked for");
        _test.Blobs().ShouldBeEmpty();
    }

    [Fact]
    public async Task Listing_WithoutEnd_IsGivenUp()
    {
        _registry.Server.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/tags/list"))
            {
                return false;
            }

            context.Response.Headers.Link = "</v2/acme/atlas/tags/list?last=a>; rel=\"next\"";
            await context.Response.WriteAsync("""{"tags":["a"]}""");
            return true;
        };
        var catalog = _test.Fetcher.Catalogs.Open($"oci://{_registry.Address}", new SourceAccess());

        var failure = await Should.ThrowAsync<FetchException>(async () =>
            await catalog.DiscoverAsync(["acme/atlas"], TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("in more than 1000 pages");
    }

    [Fact]
    public async Task Repository_ThatIsListedAndHasNoTags_IsPassedOver()
    {
        // Its first manifest is still being pushed, or its last one was deleted.
        _registry.Server.Serve("/v2/_catalog", """{"repositories":["acme/atlas","acme/gone"]}"""u8.ToArray());
        _registry.Server.Serve("/v2/acme/atlas/tags/list", """{"tags":["1.0"]}"""u8.ToArray());
        var catalog = _test.Fetcher.Catalogs.Open($"oci://{_registry.Address}/acme", new SourceAccess());

        var found = await catalog.DiscoverAsync([], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var named = await Should.ThrowAsync<FetchException>(async () => await catalog.DiscoverAsync(["acme/gone"], TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));

        found.ShouldHaveSingleItem().Uri.ShouldBe(Uri);
        named.Reason.ShouldBe(FetchFailure.NotFound);
    }

    [Fact]
    public async Task Registry_ThatListsNothing_IsAskedForThePrefixItself()
    {
        _registry.Server.Serve("/v2/acme/atlas/tags/list", System.Text.Encoding.UTF8.GetBytes($$"""{"tags":["1.0","sha256-{{new string('a', 64)}}.sig"]}"""));

        var found = await _test.Fetcher.Catalogs.Open($"oci://{_registry.Address}/acme/atlas", new SourceAccess())
            .DiscoverAsync([], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<FetchException>(async () => await _test.Fetcher.Catalogs.Open($"oci://{_registry.Address}", new SourceAccess())
            .DiscoverAsync([], TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));

        found.ShouldHaveSingleItem().Uri.ShouldBe(Uri);
        failure.Message.ShouldContain("does not list its repositories");
    }

    [Fact]
    public async Task Server_ThatIsNoRegistry_IsTold()
    {
        _registry.Server.Files.Clear();

        var failure = await Should.ThrowAsync<FetchException>(
            () => _test.Fetcher.Catalogs.Open($"oci://{_registry.Address}", new SourceAccess()).CheckAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("did not answer as a registry does");
    }

    private string Add(JsonObject manifest) => _registry.Add("acme/atlas", "1.0", manifest);

    private async Task<Dictionary<string, string>> FilesAsync()
    {
        var model = await _test.FetchAsync(Uri);
        return model.Files.ToDictionary(f => f.Path, f => File.ReadAllText(Path.Combine(model.Folder, f.Path)));
    }
}
