using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class HubSourceTests : IAsyncLifetime
{
    private const string Token = "hf_secret";
    private static readonly byte[] Weights = TestFetcher.Bytes(3 << 20);
    private FakeHub _hub = null!;
    private FakeRepository _model = null!;
    private TestFetcher _test = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _model = _hub.Add("acme/tiny");
        _model.Add("config.json", """{"architectures":["Llama"]}"""u8.ToArray());
        _model.Add("README.md", "# Tiny"u8.ToArray());
        _model.AddLarge("tiny-Q4_K_M.gguf", Weights);
        _model.AddLarge("full/part 1.safetensors", TestFetcher.Bytes(100_000, seed: 2));
        _model.AddLarge("full/part 2.safetensors", TestFetcher.Bytes(100_000, seed: 3));
        _test = new TestFetcher(o => o with { HubEndpoint = new Uri(_hub.Endpoint) });
    }

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Repository_Whole_IsPinnedToItsCommitAndListedOverAllPages()
    {
        _hub.PageSize = 2;

        var model = await _test.FetchAsync("hf://acme/tiny");

        model.ResolvedUri.ShouldBe($"hf://acme/tiny:{_model.Commit}");
        model.Files.Select(f => f.Path)
            .ShouldBe(["README.md", "config.json", "full/part 1.safetensors", "full/part 2.safetensors", "tiny-Q4_K_M.gguf"]);
        File.ReadAllBytes(Path.Combine(model.Folder, "tiny-Q4_K_M.gguf")).AsSpan().SequenceEqual(Weights).ShouldBeTrue();
        _hub.Api.Requests.Count(r => r.Path.Contains("/tree/")).ShouldBe(3);
    }

    [Theory]
    [InlineData("hf://acme/tiny/tiny-Q4_K_M.gguf", 1)]
    [InlineData("hf://acme/tiny/*.gguf", 1)]
    [InlineData("hf://acme/tiny:main/full", 2)]
    [InlineData("hf://acme/tiny/**/*.safetensors", 2)]
    [InlineData("hf://acme/tiny/*.safetensors", 0)]
    [InlineData("hf://acme/tiny/full/part ?.safetensors", 2)]
    public async Task Selection_OfFiles_FetchesJustThose(string uri, int files)
    {
        if (files == 0)
        {
            var failure = await _test.FailAsync(uri);
            failure.Reason.ShouldBe(FetchFailure.NotFound);
            failure.Message.ShouldContain("tiny-Q4_K_M.gguf");
            return;
        }

        (await _test.FetchAsync(uri)).Files.Count.ShouldBe(files);
    }

    [Fact]
    public async Task Token_GoesToTheHubAndNowhereElse()
    {
        _model.Token = Token;

        await _test.FetchAsync("hf://acme/tiny", new FetchOptions { Token = Token });

        _hub.Api.Requests.ShouldAllBe(r => r.Authorization == "Bearer " + Token);
        _hub.Content.Requests.Count.ShouldBe(3);
        _hub.Content.Requests.ShouldAllBe(r => r.Authorization == null);
    }

    [Fact]
    public async Task Commit_FetchedBefore_NeedsNoHub()
    {
        var first = await _test.FetchAsync($"hf://acme/tiny:{_model.Commit}");
        var asked = _hub.Api.Requests.Count;

        var second = await _test.FetchAsync($"hf://acme/tiny:{_model.Commit}");

        second.Digest.ShouldBe(first.Digest);
        _hub.Api.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Branch_Moved_DownloadsOnlyWhatIsNew()
    {
        var first = await _test.FetchAsync("hf://acme/tiny");
        _model.AddLarge("tiny-Q8_0.gguf", TestFetcher.Bytes(50_000, seed: 9));
        _hub.Content.Requests.Clear();

        var second = await _test.FetchAsync("hf://acme/tiny");

        second.ResolvedUri.ShouldNotBe(first.ResolvedUri);
        second.Files.Count.ShouldBe(first.Files.Count + 1);
        _hub.Content.Requests.ShouldHaveSingleItem().Bytes.ShouldBe(50_000);
    }

    [Fact]
    public async Task Hub_AtAPathOfAMirror_IsAskedThere()
    {
        _hub.Prefix = "/mirrors/hf";
        using var test = new TestFetcher(o => o with { HubEndpoint = new Uri(_hub.Endpoint + "/") });

        (await test.FetchAsync("hf://acme/tiny")).Files.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Token_OfTheMachine_DoesNotGoWhereOnlyTheSourceGoes()
    {
        using var machine = new TestFetcher(o => o with { HubEndpoint = new Uri("https://hub.invalid"), HubToken = Token });

        await machine.FetchAsync("hf://acme/tiny", new FetchOptions { Access = new SourceAccess { Endpoint = new Uri(_hub.Endpoint) } });

        _hub.Api.Requests.ShouldAllBe(r => r.Authorization == null);

        using var usual = new TestFetcher(o => o with { HubEndpoint = new Uri(_hub.Endpoint), HubToken = Token });
        await usual.FetchAsync("hf://acme/tiny/config.json", new FetchOptions { Access = new SourceAccess { Concurrency = 1 } });

        _hub.Api.Requests.Last().Authorization.ShouldBe("Bearer " + Token);
    }

    [Fact]
    public async Task Repository_Renamed_IsFollowedWithTheToken()
    {
        _model.Token = Token;
        _hub.Renamed["acme/small"] = "acme/tiny";

        (await _test.FetchAsync("hf://acme/small/config.json", new FetchOptions { Token = Token })).Files.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("hf://acme/none", null, FetchFailure.NotFound, "there is no public model acme/none", "set a token")]
    [InlineData("hf://acme/none", Token, FetchFailure.NotFound, "that this token may see", "Check the spelling")]
    [InlineData("hf://acme/private", null, FetchFailure.NotFound, "there is no public model acme/private", "if it is private, set a token")]
    [InlineData("hf://acme/private", "hf_wrong", FetchFailure.Unauthorized, "does not accept the token", "/settings/tokens")]
    [InlineData("hf://acme/gated", null, FetchFailure.Gated, "acme/gated is gated: accept its terms at", "HF_TOKEN")]
    [InlineData("hf://acme/gated", Token, FetchFailure.Gated, "has no access yet", "/acme/gated")]
    [InlineData("hf://acme/tiny:v9", null, FetchFailure.NotFound, "has no revision \"v9\"", "/acme/tiny/tree/main")]
    [InlineData("hf://acme/disabled", Token, FetchFailure.Unauthorized, "Access to this resource is disabled.", "read access")]
    public async Task Refusal_OfTheHub_SaysWhatToDo(string uri, string? token, FetchFailure reason, string what, string remedy)
    {
        _hub.Add("acme/private").Token = Token;
        (_hub.Add("acme/gated").Token, _hub.Repositories["acme/gated"].IsGated) = ("hf_other", true);
        _hub.Add("acme/disabled").IsDisabled = true;

        var failure = await _test.FailAsync(uri, new FetchOptions { Token = token });

        failure.Reason.ShouldBe(reason);
        failure.IsTransient.ShouldBeFalse();
        failure.Message.ShouldContain(what);
        failure.Message.ShouldContain(remedy);
        failure.Message.ShouldNotContain(token ?? Token);
        _test.Pauses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hub_LimitingRequests_IsWaitedForThenAnswersWithAdvice()
    {
        _hub.Limit = 2;
        await _test.FetchAsync("hf://acme/tiny/config.json");
        _test.Pauses.ShouldBe([TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(11)]);

        _hub.Limit = int.MaxValue;
        var failure = await _test.FailAsync("hf://acme/tiny/README.md");

        failure.Reason.ShouldBe(FetchFailure.RateLimited);
        failure.Message.ShouldContain("With a token (HF_TOKEN) the hub allows more");
    }

    [Fact]
    public async Task ContentNetwork_DroppingConnections_CostsNoByteTwice()
    {
        var file = _hub.Content.Files[_model.LargePath("tiny-Q4_K_M.gguf")];
        file.CutAfter.Enqueue(1 << 20);
        file.CutAfter.Enqueue(1 << 20);
        file.BeforeCut = _test.PartialReachesAsync;

        await _test.FetchAsync("hf://acme/tiny/tiny-Q4_K_M.gguf");

        _hub.Content.BytesServed.ShouldBe(Weights.Length);
        _hub.Content.Requests.Last().Range.ShouldBe($"bytes={2 << 20}-");
    }

    [Fact]
    public async Task ContentNetwork_RefusingAnExpiredLink_IsAskedWithAFreshOne()
    {
        _hub.Content.Files[_model.LargePath("tiny-Q4_K_M.gguf")].AnswerNext(403);

        (await _test.FetchAsync("hf://acme/tiny/*.gguf")).Size.ShouldBe(Weights.Length);

        _hub.Content.Requests.Select(r => r.Query).ShouldBeUnique();
    }

    [Theory]
    [InlineData("tiny-Q4_K_M.gguf", "sha256:")]
    [InlineData("config.json", "git:")]
    public async Task File_OtherThanListed_IsNotKept(string name, string kind)
    {
        _model.Tamper(name);

        var failure = await _test.FailAsync("hf://acme/tiny/" + name);

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain($"{name} hashes to {kind}");
        _test.Blobs().ShouldBeEmpty();
        _test.Litter().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../outside.gguf")]
    [InlineData("/etc/cron.d/model")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    public async Task Listing_WithAPathLeadingOutside_IsRefused(string path)
    {
        _model.Add(path, [1]);

        (await _test.FailAsync("hf://acme/tiny")).Reason.ShouldBe(FetchFailure.Unsafe);
    }

    [Fact]
    public async Task OneFileOfMany_Failing_IsTheOneReported()
    {
        _model.Tamper("full/part 2.safetensors");

        (await _test.FailAsync("hf://acme/tiny")).Message.ShouldContain("part%202.safetensors hashes to sha256:");
        Directory.EnumerateFileSystemEntries(Path.Combine(_test.Store, "models")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Endpoint_ThatIsNoHub_IsNamed()
    {
        await using var other = await FileServer.StartAsync();
        other.Intercept = async context =>
        {
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "<html>hello</html>");
            return true;
        };
        using var test = new TestFetcher(o => o with { HubEndpoint = new Uri(other.Address) });

        (await test.FailAsync("hf://acme/tiny")).Message.ShouldContain("Is HF_ENDPOINT the address of a hub?");
    }
}
