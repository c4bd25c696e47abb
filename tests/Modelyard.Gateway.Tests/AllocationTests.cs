using System.Text;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests;

/// <summary>What a call costs in garbage, with everything on: it is the same on every machine, where time is not.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests : IAsyncLifetime
{
    private const int Budget = 12 * 1024;
    private const int Calls = 2000;
    private const string Answer = """{"object":"chat.completion","choices":[{"message":{"content":"ok"}}],"usage":{"prompt_tokens":10,"completion_tokens":2}}""";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Call_WithKeysLimitsPricesAndRecords_StaysWithinItsBudget()
    {
        var plenty = new RateLimits { RequestsPerMinute = 1_000_000_000, TokensPerMinute = 1_000_000_000, ConcurrentRequests = 1000 };
        var organization = Resources.Organization("acme", plenty);
        (organization.Spec.UserLimits, organization.Spec.KeyLimits) = (plenty, plenty);
        organization.Spec.Budget = new Budget { Amount = 1_000_000, Currency = "EUR", Period = "Month" };
        var replica = await _gateway.ServeAsync("acme", "atlas");
        replica.Script = ScriptedReplica.Answer(Answer);
        await _gateway.OwnAsync(organization, "acme");
        await _gateway.DeployAsync("acme", "atlas", new ModelDeploymentSpec
        {
            RateLimits = new CallerLimits { Organization = plenty, User = plenty, Key = plenty },
            Pricing = new DeploymentPricing { Currency = "EUR", InputPerMillionTokens = 1, OutputPerMillionTokens = 2 },
        });
        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest("acme", "ci") { User = "dev@acme.example" });
        var direct = new Uri($"http://{replica.Address}/v1/chat/completions");
        var through = new Uri(_gateway.Url, "/v1/chat/completions");

        await CallAsync(direct, secret);
        await CallAsync(through, secret);
        var difference = await CallAsync(through, secret) - await CallAsync(direct, secret);

        // What a second web server and a second client need is in it too.
        difference.ShouldBeInRange(1024, Budget, "bytes for each call");
    }

    /// <returns>Bytes allocated by the whole process, for each call.</returns>
    private async Task<long> CallAsync(Uri url, string secret)
    {
        var body = Encoding.UTF8.GetBytes("""{"model":"atlas","messages":[{"role":"user","content":"hello"}]}""");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
            using var response = await _gateway.Http.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }
}
