using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Limits;

/// <summary>Calls cost one euro each here: a million output tokens at a euro.</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(time: _time);
        _replica = await _gateway.ServeAsync("acme", "atlas");
        _replica.Script = ScriptedReplica.Answer("""{"usage":{"prompt_tokens":0,"completion_tokens":1000000}}""");
        await _gateway.ServeAsync("acme", "free");
        await _gateway.DeployAsync("acme", "atlas", Priced("EUR"));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Budget_IsSpentAndThenNotExceeded_AndBeginsAnewWithThePeriod()
    {
        await OwnAsync(amount: 3, "Month");
        var secret = await KeyAsync("ci");

        (await CallAsync(secret), await CallAsync(secret), await CallAsync(secret)).ShouldBe((200, 200, 200));
        using var refused = await _gateway.PostAsync("/v1/chat/completions", Body, secret);
        var error = await refused.ErrorAsync(HttpStatusCode.TooManyRequests, "insufficient_quota");
        ((string?)error["message"]).ShouldBe(
            "The budget of organization acme is used up: 3.00 of 3.00 EUR are spent, and this request may cost more than is left. It begins anew on 2026-02-01 (UTC).");
        refused.Headers.GetValues("x-should-retry").ShouldBe(["false"]);
        refused.Headers.GetValues("x-modelyard-limit-scope").ShouldBe(["organization"]);
        (await CallAsync(secret, "free")).ShouldBe(200, "what costs nothing needs no budget");

        _time.Advance(TimeSpan.FromDays(31));
        (await CallAsync(secret)).ShouldBe(200);
    }

    [Fact]
    public async Task ParallelCalls_DoNotSpendTogetherWhatEachCouldSpendAlone()
    {
        await OwnAsync(amount: 5, "Day");
        var secrets = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => KeyAsync($"key-{i}")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => CallAsync(secrets[i % 4])));

        answers.Count(a => a == 200).ShouldBe(5);
        answers.Count(a => a == 429).ShouldBe(55);
    }

    [Fact]
    public async Task WhatWasSpentBefore_Counts_AlsoInAnotherLife()
    {
        await OwnAsync(amount: 10, "Month");
        var secret = await KeyAsync("ci", new KeyBudget(2_000_000, "EUR", BudgetPeriod.Month));
        var store = _gateway.Services.GetRequiredService<UsageStore>();
        var key = (await _gateway.Keys.GetAsync("acme", "ci", CancellationToken.None))!;
        await store.AddAsync([Spent(key, "EUR", 1_000_000_000), Spent(key, "USD", 5_000_000_000)], CancellationToken.None);

        (await CallAsync(secret), await CallAsync(secret)).ShouldBe((200, 429));
    }

    [Fact]
    public async Task AnotherCurrency_IsAnotherMatter_AndFailedCallsCostNothing()
    {
        await OwnAsync(amount: 1, "Month");
        var secret = await KeyAsync("ci");
        var good = _replica.Script;
        _replica.Script = ScriptedReplica.Answer("{}", 500);
        (await CallAsync(secret), await CallAsync(secret)).ShouldBe((500, 500));
        _replica.Script = good;
        (await CallAsync(secret), await CallAsync(secret)).ShouldBe((200, 429));

        await _gateway.DeployAsync("acme", "atlas", Priced("USD"));
        await _gateway.UntilAsync(s => s!.Find("acme/atlas")!.Terms.Prices!.Currency == "USD");
        (await CallAsync(secret)).ShouldBe(200);
    }

    private const string Body = """{"model":"atlas","max_tokens":1000000}""";

    private static ModelDeploymentSpec Priced(string currency) => new() { Pricing = new DeploymentPricing { Currency = currency, OutputPerMillionTokens = 1 } };

    private Modelyard.Ledger.UsageRecord Spent(Modelyard.Ledger.ApiKey key, string currency, long nanos) => new()
    {
        Id = Guid.CreateVersion7(_time.GetUtcNow()).ToString(),
        RequestId = "before",
        At = _time.GetUtcNow(),
        Organization = "acme",
        Project = "acme",
        KeyId = key.Id.ToString(),
        KeyName = key.Name,
        Operation = "chat.completions",
        Currency = currency,
        CostNanos = nanos,
    };

    private Task OwnAsync(decimal amount, string period)
    {
        var organization = Resources.Organization("acme", new RateLimits { ConcurrentRequests = 1000 });
        organization.Spec.Budget = new Budget { Amount = amount, Currency = "EUR", Period = period };
        return _gateway.OwnAsync(organization, "acme");
    }

    private Task<string> KeyAsync(string name, KeyBudget? budget = null) => _gateway.CreateKeyAsync(new ApiKeyRequest("acme", name) { Budget = budget });

    private async Task<int> CallAsync(string secret, string model = "atlas")
    {
        using var response = await _gateway.PostAsync("/v1/chat/completions", Body.Replace("atlas", model, StringComparison.Ordinal), secret);
        await response.Content.ReadAsStringAsync();
        return (int)response.StatusCode;
    }
}
