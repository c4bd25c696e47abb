using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class S3SourceTests : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;
    private readonly TestFetcher _test = new();
    private S3Server _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await S3Server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _storage.DisposeAsync();
    }

    private SourceAccess Access => new() { Endpoint = new Uri(_storage.Server.Address), Username = S3Server.Key, Password = S3Server.Secret };

    [Fact]
    public async Task Prefix_WithObjects_IsAFolder()
    {
        _storage.PageSize = 2;
        _storage.Put("atlas/1.0/", []);
        _storage.Put("atlas/1.0/a b+c&d.gguf", TestFetcher.Bytes(1000));
        _storage.Put("atlas/1.0/config.json", [1]);
        _storage.Put("atlas/1.0/sub/ümlaut.txt", [2]);
        _storage.Put("atlas/1.0.1/other.gguf", [3]);

        var model = await FetchAsync("s3://models/atlas/1.0");

        model.Files.Select(f => f.Path).ShouldBe(["a b+c&d.gguf", "config.json", "sub/ümlaut.txt"]);
        File.ReadAllBytes(Path.Combine(model.Folder, "a b+c&d.gguf")).ShouldBe(TestFetcher.Bytes(1000));
    }

    [Fact]
    public async Task Object_ByItsKey_IsOneFileAndAnArchiveIsUnpacked()
    {
        _storage.Put("atlas/atlas.gguf", TestFetcher.Bytes(1000));
        _storage.Put("atlas/atlas.gguf.sig", [1]);
        _storage.Put("packed.tar.gz", OciFolder.Layer(true, ("m/a.onnx", "a")));

        (await FetchAsync("s3://models/atlas/atlas.gguf")).Files.ShouldHaveSingleItem().Path.ShouldBe("atlas.gguf");
        (await FetchAsync("s3://models/packed.tar.gz")).Files.ShouldHaveSingleItem().Path.ShouldBe("m/a.onnx");
    }

    [Fact]
    public async Task Connection_Lost_GoesOnWhereItEndedAndAChangedObjectIsNotJoined()
    {
        var content = TestFetcher.Bytes(4 * Megabyte);
        var file = _storage.Put("a.gguf", content);
        file.CutAfter.Enqueue(Megabyte);
        file.BeforeCut = _test.PartialReachesAsync;

        await FetchAsync("s3://models/a.gguf");

        var requests = _storage.Server.RequestsFor("/models/a.gguf").ToList();
        requests.Select(r => r.Range).ShouldBe([null, $"bytes={Megabyte}-"]);
        requests[1].IfRange.ShouldBe(file.ETag);
        requests.ShouldAllBe(r => r.Authorization == null, "content comes through signed links");
    }

    [Fact]
    public async Task Objects_Unchanged_AreNotFetchedAgain()
    {
        _storage.Put("atlas/a.gguf", TestFetcher.Bytes(1000));
        var first = await FetchAsync("s3://models/atlas");
        var asked = _storage.Server.RequestsFor("/models/atlas/a.gguf").Count();

        (await FetchAsync("s3://models/atlas")).Digest.ShouldBe(first.Digest);
        _storage.Server.RequestsFor("/models/atlas/a.gguf").Count().ShouldBe(asked);
        _storage.Put("atlas/a.gguf", TestFetcher.Bytes(1000, seed: 2));
        (await FetchAsync("s3://models/atlas")).Digest.ShouldNotBe(first.Digest);
    }

    [Fact]
    public async Task Keys_RegionsAndSessions_AreThoseOfTheSource()
    {
        _storage.Put("a.gguf", [1]);
        _storage.Region = "eu-central-3";
        _storage.Session = "session/token+=";

        (await _test.FetchAsync("s3://models/a.gguf", With(Access with { Region = "eu-central-3", Token = _storage.Session }))).Size.ShouldBe(1);

        using var others = new TestFetcher();
        var wrong = await others.FailAsync("s3://models/a.gguf", With(Access with { Region = "eu-central-3", Token = _storage.Session, Password = "wrong" }));
        wrong.Reason.ShouldBe(FetchFailure.Unauthorized);
        wrong.Message.ShouldContain("may not be read with this access key (HTTP 403 SignatureDoesNotMatch)");
        var nobody = await others.FailAsync("s3://models/a.gguf", With(new SourceAccess { Endpoint = Access.Endpoint }));
        nobody.Message.ShouldContain("may not be read by everybody");
        _storage.IsPublic = true;
        (await others.FetchAsync("s3://models/a.gguf", With(new SourceAccess { Endpoint = Access.Endpoint }))).Size.ShouldBe(1);
    }

    [Fact]
    public async Task Variables_OfItsTools_AreUnderstood()
    {
        _storage.Put("a.gguf", [1]);
        var variables = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = _storage.Server.Address, ["AWS_ACCESS_KEY_ID"] = S3Server.Key, ["AWS_SECRET_ACCESS_KEY"] = S3Server.Secret,
        };
        using var test = new TestFetcher(o => o with { S3 = ArtifactsOptions.FromEnvironment("/store", variables.GetValueOrDefault).S3 });

        (await test.FetchAsync("s3://models/a.gguf")).Size.ShouldBe(1);

        SourceAccess.OfStorage(_ => null).ShouldBeNull();
        Should.Throw<FetchException>(() => SourceAccess.OfStorage(v => v == "AWS_ENDPOINT_URL" ? "minio:9000" : null)).Message.ShouldContain("AWS_ENDPOINT_URL is \"minio:9000\"");
    }

    [Theory]
    [InlineData("s3://models/none", "does not exist: the bucket has no object of this name")]
    [InlineData("s3://nothere/a", "there is no such bucket")]
    public async Task Object_NotThere_IsNamed(string uri, string problem)
    {
        _storage.Put("a.gguf", [1]);

        var failure = await _test.FailAsync(uri, With(Access));

        failure.Reason.ShouldBe(FetchFailure.NotFound);
        failure.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Storage_ThatIsNotThere_SaysSo()
    {
        using var test = new TestFetcher(o => o with { MaxAttempts = 1 });
        var access = Access;
        await _storage.DisposeAsync();

        var failure = await test.FailAsync("s3://models/a.gguf", With(access));

        failure.Reason.ShouldBe(FetchFailure.Unreachable);
        failure.Message.ShouldContain("the connection was refused");
    }

    [Fact]
    public async Task Storage_ThatIsBusy_IsAskedAgain()
    {
        _storage.Put("a.gguf", [1]);
        var busy = 2;
        var answer = _storage.Server.Intercept!;
        _storage.Server.Intercept = context =>
        {
            if (busy-- > 0)
            {
                context.Response.StatusCode = 503;
                return Task.FromResult(true);
            }

            return answer(context);
        };

        (await FetchAsync("s3://models/a.gguf")).Size.ShouldBe(1);
        _test.Pauses.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Catalog_OverPrefixes_HasModelsAndVersions()
    {
        _storage.PageSize = 2;
        _storage.Put("team/atlas/1.0/a.gguf", TestFetcher.Bytes(1000));
        _storage.Put("team/atlas/1.0/README.md", "---\nlicense: mit\n---\n"u8.ToArray());
        _storage.Put("team/atlas/1.1/a.gguf", [1]);
        _storage.Put("team/mini/model.onnx", [1]);
        _storage.Put("team/one.gguf", [1]);
        _storage.Put("elsewhere/x/1/a.gguf", [1]);
        var catalog = _test.Fetcher.Catalogs.Open("s3://models/team/", Access);

        await catalog.CheckAsync(TestContext.Current.CancellationToken);
        var found = await catalog.DiscoverAsync([], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var described = await catalog.DescribeAsync(found.Single(c => c.Version == "1.0"), TestContext.Current.CancellationToken);

        found.Select(c => $"{c.Repository}:{c.Version}").ShouldBe(["one:latest", "atlas:1.0", "atlas:1.1", "mini:latest"]);
        (described.Uri, described.License, described.Size).ShouldBe(("s3://models/team/atlas/1.0", "mit", 1021));
        described.ModifiedAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        (await FetchAsync(described.Uri)).Files.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("s3://A/x")]
    [InlineData("s3://a..b/x")]
    [InlineData("s3:///x")]
    public void Bucket_WithAnImpossibleName_IsRefused(string uri) =>
        Should.Throw<FetchException>(() => ModelUri.Parse(uri)).Message.ShouldContain("buckets have 3 to 63");

    private static FetchOptions With(SourceAccess access) => new() { Access = access };

    private Task<FetchedModel> FetchAsync(string uri) => _test.FetchAsync(uri, With(Access));
}
