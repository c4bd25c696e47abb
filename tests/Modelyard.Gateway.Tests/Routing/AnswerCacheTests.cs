using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Routing;

/// <summary>Deployments that keep their answers.</summary>
public sealed class AnswerCacheTests : IAsyncLifetime
{
    private const string Body = """{"model":"atlas","messages":[{"role":"user","content":"x"}]}""";

    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(time: _time);
        _replica = await _gateway.ServeAsync("demo", "atlas");
        _replica.Script = http => ScriptedReplica.Answer($$$"""{"id":{{{Interlocked.Increment(ref _made)}}},"usage":{"prompt_tokens":5,"completion_tokens":7}}""")(http);
        await DeployAsync(new AnswerCache { Enabled = true, Ttl = "10m" });
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task SameRequest_IsAnsweredAlike_WithoutAReplica_AndCostsNothing()
    {
        var first = await AskAsync(Body);
        var again = await AskAsync(Body);

        (first.Cache, again.Cache, again.Text).ShouldBe(("miss", "hit", first.Text));
        _made.ShouldBe(1);
        var records = _gateway.Usage();
        records.Select(r => ((bool?)r["cacheHit"] ?? false, (long?)r["costNanos"] ?? 0, (long)r["outputTokens"]!)).ShouldBe([(false, 70_000, 7), (true, 0, 7)]);
    }

    [Fact]
    public async Task Answers_AgeAndAreReplaced()
    {
        await AskAsync(Body);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        (await AskAsync(Body)).Cache.ShouldBe("hit");
        _time.Advance(TimeSpan.FromTicks(1));
        (await AskAsync(Body)).Cache.ShouldBe("miss");
        (await AskAsync(Body)).Text.ShouldContain("\"id\":2");
    }

    [Fact]
    public async Task AnyOtherRequest_OtherTenant_OtherModel_IsAnotherMatter()
    {
        await AskAsync(Body);
        (await AskAsync(Body.Replace("\"x\"", "\"y\"", StringComparison.Ordinal))).Cache.ShouldBe("miss");
        (await AskAsync(Body, path: "/v1/completions")).Cache.ShouldBe("miss");

        await _gateway.OwnAsync("acme", "acme");
        await DeployAsync(new AnswerCache { Enabled = true, Ttl = "10m" }, sharing: "AllOrganizations");
        var stranger = await _gateway.CreateKeyAsync(new ApiKeyRequest("acme", "ci"));
        (await AskAsync(Body, stranger)).Cache.ShouldBe("miss");
        (await AskAsync(Body, stranger)).Cache.ShouldBe("hit");
        (await AskAsync(Body)).Cache.ShouldBe("hit");

        await DeployAsync(new AnswerCache { Enabled = true, Ttl = "10m" }, model: "hf://another/model");
        (await AskAsync(Body)).Cache.ShouldBe("miss");
    }

    [Fact]
    public async Task Stream_IsKeptWhole_AndOnlyIfItWasWhole()
    {
        const string Streamed = """{"model":"atlas","stream":true}""";
        var whole = false;
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream("data: {\"a\":1}\n\n", "data: {\"a\":2}\n\n")(http);
            if (whole)
            {
                await http.Response.WriteAsync("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}\n\ndata: [DONE]\n\n");
            }
        };
        using (var broken = await _gateway.PostAsync("/v1/chat/completions", Streamed))
        {
            await broken.TextUntilItBreaksAsync();
        }

        whole = true;
        (await AskAsync(Streamed)).Cache.ShouldBe("miss");
        var again = await AskAsync(Streamed);
        (again.Cache, again.Text, again.Type).ShouldBe(("hit", "data: {\"a\":1}\n\ndata: {\"a\":2}\n\ndata: [DONE]\n\n", "text/event-stream"));
    }

    [Fact]
    public async Task Errors_AreNotKept_AndTheLeastUsedGoesWhenThereIsNoRoom()
    {
        var good = _replica.Script;
        _replica.Script = ScriptedReplica.Answer("""{"error":{"message":"bad"}}""", 400);
        await AskAsync(Body);
        _replica.Script = good;
        (await AskAsync(Body)).Cache.ShouldBe("miss");

        await DeployAsync(new AnswerCache { Enabled = true, MaxSize = Quantity.Parse("6Ki") });
        for (var i = 0; i < 20; i++)
        {
            await AskAsync($$"""{"model":"atlas","n":{{i}}}""");
            (await AskAsync("""{"model":"atlas","n":0}""")).Cache.ShouldBe("hit", "it is asked for all the time");
        }

        (await AskAsync("""{"model":"atlas","n":1}""")).Cache.ShouldBe("miss");
        _gateway.Directory.Current!.Find("demo/atlas")!.State.Answers.Size.ShouldBeLessThanOrEqualTo(6 * 1024);
    }

    private async Task DeployAsync(AnswerCache cache, string? sharing = null, string model = "hf://one/model")
    {
        var spec = new ModelDeploymentSpec
        {
            Cache = cache,
            Model = new DeployedModel { Uri = model },
            Sharing = sharing is null ? null : new DeploymentSharing { Policy = sharing },
            Pricing = new DeploymentPricing { Currency = "EUR", OutputPerMillionTokens = 10 },
        };
        await _gateway.DeployAsync("demo", "atlas", spec);
        await _gateway.UntilAsync(s => s!.Find("demo/atlas")!.Terms is { Cache: { } terms, SharedWithAll: var shared } && terms == CacheTerms.Of(spec) && shared == (sharing is not null));
    }

    private async Task<(string Text, string? Cache, string? Type)> AskAsync(string body, string? secret = null, string path = "/v1/chat/completions")
    {
        using var response = await _gateway.PostAsync(path, body, secret);
        return (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("x-modelyard-cache").Single(), response.Content.Headers.ContentType?.MediaType);
    }
}
