using System.Net;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Limits;

/// <summary>Limits as a caller meets them.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private const string Answer = """{"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":20,"total_tokens":50}}""";

    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(time: _time);
        _replica = await _gateway.ServeAsync("acme", "atlas");
        _replica.Script = ScriptedReplica.Answer(Answer);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_BeyondTheLimit_AreRefusedWithTheTrueWait_AndEveryAnswerSaysWhereTheLimitStands(bool stream)
    {
        await _gateway.OwnAsync(Resources.Organization("acme", new RateLimits { RequestsPerMinute = 2, TokensPerMinute = 10_000 }), "acme");
        var secret = await KeyAsync("ci");
        _replica.Script = stream ? ScriptedReplica.Stream("data: {}\n\n", "data: [DONE]\n\n") : _replica.Script;

        using var first = await CallAsync(secret, stream: stream);
        Header(first, "openai-organization").ShouldBe("acme");
        Header(first, "x-ratelimit-limit-requests").ShouldBe("2");
        Header(first, "x-ratelimit-remaining-requests").ShouldBe("1");
        Header(first, "x-ratelimit-reset-requests").ShouldBe("30s");
        Header(first, "x-ratelimit-limit-tokens").ShouldBe("10000");
        Header(first, "x-ratelimit-reset-tokens")!.ShouldEndWith("s");
        using var second = await CallAsync(secret, stream: stream);
        _time.Advance(TimeSpan.FromSeconds(10));

        using var third = await CallAsync(secret, stream: stream);
        var error = await third.ErrorAsync(HttpStatusCode.TooManyRequests, "requests");
        ((string?)error["code"]).ShouldBe("rate_limit_exceeded");
        ((string?)error["message"]).ShouldBe("Rate limit reached for acme/atlas in organization acme on requests per min (RPM): Limit 2, Used 2, Requested 1. Please try again in 20s.");
        Header(third, "Retry-After").ShouldBe("20");
        Header(third, "retry-after-ms").ShouldBe("20000");
        Header(third, "x-modelyard-limit-scope").ShouldBe("organization");
        Header(third, "x-ratelimit-remaining-requests").ShouldBe("0");
        _replica.Received.Count.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(20));
        using var fourth = await CallAsync(secret, stream: stream);
        fourth.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_AreReservedBefore_AndSettledWithWhatWasUsed()
    {
        await _gateway.OwnAsync("acme", "acme");
        var secret = await KeyAsync("ci", new KeyLimits { TokensPerMinute = 1000 });

        using var first = await CallAsync(secret, maxTokens: 900);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        long.Parse(Header(first, "x-ratelimit-remaining-tokens")!).ShouldBeLessThan(100, "it is reserved before the answer is known");

        using var second = await CallAsync(secret, maxTokens: 900);
        second.StatusCode.ShouldBe(HttpStatusCode.OK, "the first took 50 only");
    }

    [Fact]
    public async Task OneCall_LargerThanTheLimit_IsToldSo_AndNotToTryAgain()
    {
        await _gateway.OwnAsync("acme", "acme");
        var secret = await KeyAsync("ci", new KeyLimits { TokensPerMinute = 100 });

        using var response = await CallAsync(secret, maxTokens: 663);

        ((string?)(await response.ErrorAsync(HttpStatusCode.TooManyRequests, "tokens"))["message"])!.ShouldStartWith("Request too large for acme/atlas on tokens per min (TPM): Limit 100, Requested ");
        Header(response, "x-should-retry").ShouldBe("false");
        Header(response, "x-modelyard-limit-scope").ShouldBe("key");
        using var small = await CallAsync(secret);
        small.StatusCode.ShouldBe(HttpStatusCode.OK, "what is only guessed to be too much is let in: a small limit is not no limit");
    }

    [Fact]
    public async Task ParallelCalls_DoNotSlipThroughTogether()
    {
        await _gateway.OwnAsync(Resources.Organization("acme", new RateLimits { TokensPerMinute = 1000 }), "acme");
        var secrets = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => KeyAsync($"key-{i}")));
        var used = 0L;
        _replica.Script = async http =>
        {
            Interlocked.Add(ref used, 30);
            await ScriptedReplica.Answer("""{"usage":{"prompt_tokens":10,"completion_tokens":20}}""")(http);
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CallAsync(secrets[i % 4], maxTokens: 20)));

        answers.Select(a => a.StatusCode).Distinct().ShouldBe([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], ignoreOrder: true);
        used.ShouldBeInRange(900, 1000);
        answers.Where(a => a.StatusCode != HttpStatusCode.OK).ShouldAllBe(a => int.Parse(Header(a, "Retry-After")!) > 0);
    }

    [Fact]
    public async Task UsersAndKeys_HaveLimitsOfTheirOwn_OnADeploymentToo()
    {
        var organization = Resources.Organization("acme");
        organization.Spec.UserLimits = new RateLimits { RequestsPerMinute = 3 };
        organization.Spec.KeyLimits = new RateLimits { RequestsPerMinute = 2 };
        await _gateway.OwnAsync(organization, "acme");
        await _gateway.UntilAsync(s => s!.Tenants.OwnerOf("acme")?.KeyLimits is not null);
        await _gateway.ServeAsync("acme", "other");
        await _gateway.DeployAsync("acme", "other", new ModelDeploymentSpec { RateLimits = new CallerLimits { Key = new RateLimits { RequestsPerMinute = 1 } } });
        var one = await KeyAsync("one", user: "dev");
        var two = await KeyAsync("two", user: "dev");

        (await StatusAsync(one, "other"), await StatusAsync(one, "other")).ShouldBe((200, 429), "one a minute on this deployment");
        (await StatusAsync(one, "atlas"), await StatusAsync(one, "atlas")).ShouldBe((200, 429), "two a minute for this key");
        (await StatusAsync(two, "atlas"), await StatusAsync(two, "atlas")).ShouldBe((200, 429), "three a minute for this user");
        (await StatusAsync(await KeyAsync("three", user: "somebody"), "atlas")).ShouldBe(200);
        (await ScopeAsync(one, "other"), await ScopeAsync(one, "atlas"), await ScopeAsync(two, "atlas")).ShouldBe(("deployment", "key", "user"));
    }

    [Fact]
    public async Task CallsThatReachNoModel_CountNothing()
    {
        await _gateway.OwnAsync(Resources.Organization("acme", new RateLimits { RequestsPerMinute = 1 }), "acme");
        _gateway.Board.Put(Resources.Service("acme", "asleep"));
        var secret = await KeyAsync("ci");

        (await StatusAsync(secret, "unknown")).ShouldBe(404);
        await _gateway.UntilAsync(s => s!.Find("acme/asleep") is not null);
        (await StatusAsync(secret, "asleep"), await StatusAsync(secret, "asleep")).ShouldBe((503, 503));
        (await StatusAsync(secret, "atlas"), await StatusAsync(secret, "atlas")).ShouldBe((200, 429));
    }

    [Fact]
    public async Task ConcurrentRequests_AreFreedHoweverTheyEnd()
    {
        await _gateway.OwnAsync(Resources.Organization("acme", new RateLimits { ConcurrentRequests = 1 }), "acme");
        var secret = await KeyAsync("ci");
        var release = new TaskCompletionSource();
        _replica.Script = async http =>
        {
            await release.Task;
            http.Abort();
        };

        var first = CallAsync(secret);
        await Eventually.TrueAsync(() => !_replica.Received.IsEmpty);
        using var second = await CallAsync(secret);
        ((string?)(await second.ErrorAsync(HttpStatusCode.TooManyRequests, "requests"))["message"])!.ShouldContain("on concurrent requests: Limit 1, In progress 1.");

        release.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        _replica.Script = ScriptedReplica.Answer(Answer);
        (await StatusAsync(secret, "atlas")).ShouldBe(200);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private Task<string> KeyAsync(string name, KeyLimits? limits = null, string? user = null) =>
        _gateway.CreateKeyAsync(new ApiKeyRequest("acme", name) { Limits = limits, User = user });

    private async Task<string?> ScopeAsync(string secret, string model)
    {
        using var response = await CallAsync(secret, model);
        return Header(response, "x-modelyard-limit-scope");
    }

    private async Task<int> StatusAsync(string secret, string model)
    {
        using var response = await CallAsync(secret, model);
        return (int)response.StatusCode;
    }

    private Task<HttpResponseMessage> CallAsync(string secret, string model = "atlas", int? maxTokens = null, bool stream = false) => _gateway.PostAsync(
        "/v1/chat/completions",
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}}{{(maxTokens is null ? "" : $",\"max_tokens\":{maxTokens}")}}}""",
        secret);
}
