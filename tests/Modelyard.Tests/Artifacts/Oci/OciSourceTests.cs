using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>Against the registry everybody runs, filled by a tool everybody uses.</summary>
public sealed class OciSourceTests : IAsyncLifetime
{
    private readonly TestFetcher _test = new();
    private readonly OciFolder _folder = new();
    private DockerRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await DockerRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        _folder.Dispose();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task ModelPack_ByTag_IsFetchedAndPinned()
    {
        var digest = await _folder.PushAsync(_registry, "acme/atlas:1.0", _folder.ModelPack());

        var model = await _test.FetchAsync($"oci://{_registry.Address}/acme/atlas:1.0");

        model.Files.Select(f => f.Path).ShouldBe(["atlas.gguf", "docs/README.md"]);
        File.ReadAllBytes(Path.Combine(model.Folder, "atlas.gguf")).ShouldBe(OciFolder.Weights);
        model.ResolvedUri.ShouldBe($"oci://{_registry.Address}/acme/atlas@{digest}");
        (await _test.FetchAsync(model.ResolvedUri)).Digest.ShouldBe(model.Digest);
    }

    [Fact]
    public async Task Tag_Moved_IsAnotherModelAndThePinnedOneStays()
    {
        var uri = $"oci://{_registry.Address}/acme/atlas";
        await _folder.PushAsync(_registry, "acme/atlas:latest", _folder.ModelPack());
        var first = await _test.FetchAsync(uri);
        await _folder.PushAsync(_registry, "acme/atlas:latest", _folder.ModelPack(TestFetcher.Bytes(1000, seed: 2)));

        (await _test.FetchAsync(uri)).Digest.ShouldNotBe(first.Digest);
        using var elsewhere = new TestFetcher();
        (await elsewhere.FetchAsync(first.ResolvedUri)).Digest.ShouldBe(first.Digest);
    }

    [Fact]
    public async Task Modelcar_WithLayers_GivesWhatIsInModelsAtTheEnd()
    {
        var image = _folder.Image(
            OciFolder.Layer(true, ("bin/sh", "shell"), ("models/", ""), ("models/a.gguf", "one"), ("models/old.gguf", "old"), ("models/sub/x", "x"), ("models/sub/y", "y")),
            OciFolder.Layer(false, ("models/a.gguf", "two"), ("models/.wh.old.gguf", ""), ("models/sub/.wh..wh..opq", ""), ("models/sub/z", "z"),
                ("models/same.gguf", "=> models/a.gguf"), ("models/link.gguf", "-> /models/a.gguf"), ("etc/passwd", "root")));
        await _folder.PushAsync(_registry, "acme/car:v1", image);

        var model = await _test.FetchAsync($"oci://{_registry.Address}/acme/car:v1");

        model.Files.ToDictionary(f => f.Path, f => File.ReadAllText(Path.Combine(model.Folder, f.Path))).ShouldBe(new Dictionary<string, string>
        {
            ["a.gguf"] = "two", ["link.gguf"] = "two", ["same.gguf"] = "two", ["sub/z"] = "z",
        }, ignoreOrder: true);
        _test.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task Model_NotThere_IsNamed()
    {
        var failure = await _test.FailAsync($"oci://{_registry.Address}/acme/none:1.0");

        failure.Reason.ShouldBe(FetchFailure.NotFound);
        failure.Message.ShouldContain($"acme/none:1.0 is not in the registry {_registry.Address}");
    }

    [Fact]
    public async Task Catalog_OfARegistry_ListsAndDescribes()
    {
        var digest = await _folder.PushAsync(_registry, "acme/atlas:1.0", _folder.ModelPack());
        await _folder.PushAsync(_registry, "acme/atlas:1.1", _folder.ModelPack(TestFetcher.Bytes(1000, seed: 2)));
        await _folder.PushAsync(_registry, "other/car:v1", _folder.Image(OciFolder.Layer(true, ("models/a.gguf", "one"))));
        var catalog = _test.Fetcher.Catalogs.Open($"oci://{_registry.Address}", new SourceAccess());

        await catalog.CheckAsync(TestContext.Current.CancellationToken);
        var found = (await DiscoverAsync(catalog)).OrderBy(c => c.Uri, StringComparer.Ordinal).ToList();
        var pack = await catalog.DescribeAsync(found[0], TestContext.Current.CancellationToken);
        var car = await catalog.DescribeAsync(found[2], TestContext.Current.CancellationToken);

        found.Select(c => $"{c.Repository}:{c.Version}").ShouldBe(["acme/atlas:1.0", "acme/atlas:1.1", "other/car:v1"]);
        pack.Uri.ShouldBe($"oci://{_registry.Address}/acme/atlas@{digest}");
        pack.Revision.ShouldBe(digest);
        pack.Size.ShouldBe(OciFolder.Weights.Length + "# Atlas".Length);
        pack.Formats.ShouldBe(["gguf"]);
        pack.License.ShouldBe("Apache-2.0");
        pack.ModifiedAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        pack.Labels["org.opencontainers.image.vendor"].ShouldBe("acme");
        car.License.ShouldBe("MIT");
        (await _test.FetchAsync(pack.Uri)).ResolvedUri.ShouldBe(pack.Uri);
    }

    [Fact]
    public async Task Catalog_OfAPrefix_ListsOnlyWhatIsBelow()
    {
        await _folder.PushAsync(_registry, "acme/atlas:1.0", _folder.ModelPack());
        await _folder.PushAsync(_registry, "acme/team/atlas:1.0", _folder.ModelPack());
        await _folder.PushAsync(_registry, "acmebutnot/atlas:1.0", _folder.ModelPack());

        var found = await DiscoverAsync(_test.Fetcher.Catalogs.Open($"oci://{_registry.Address}/acme", new SourceAccess()));
        var named = await DiscoverAsync(_test.Fetcher.Catalogs.Open($"oci://{_registry.Address}", new SourceAccess()), "acmebutnot/atlas");

        found.Select(c => c.Repository).ShouldBe(["acme/atlas", "acme/team/atlas"], ignoreOrder: true);
        named.ShouldHaveSingleItem().Repository.ShouldBe("acmebutnot/atlas");
    }

    private static async Task<List<SourceCandidate>> DiscoverAsync(ISourceCatalog catalog, params string[] repositories) =>
        await catalog.DiscoverAsync(repositories, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
