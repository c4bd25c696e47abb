using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;
using Modelyard.Storage.Tests;

namespace Modelyard.Gateway.Tests.Limits;

/// <summary>Three gateways on one ledger: together they let in what one would.</summary>
public sealed class SharedLimitsTests(PostgresServer server) : IAsyncLifetime
{
    private const string Answer = """{"usage":{"prompt_tokens":8,"completion_tokens":20}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-shared-").FullName;
    private readonly List<TestGateway> _gateways = [];
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        var state = new SharedState(server.Address(await server.CreateDatabaseAsync()).ConnectionString, Path.Combine(_folder, "pepper"), new ResourceBoard());
        for (var i = 0; i < 3; i++)
        {
            _gateways.Add(await TestGateway.StartAsync(shared: state));
        }

        _replica = await _gateways[0].ServeAsync("acme", "atlas");
        _replica.Script = ScriptedReplica.Answer(Answer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task HundredsOfParallelCalls_NeverExceedALimit_AndGetNearlyAllOfIt()
    {
        await OwnAsync(new RateLimits { TokensPerMinute = 3000, RequestsPerMinute = 10_000 });
        var secrets = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => KeyAsync($"key-{i}")));
        var used = 0L;
        _replica.Script = async http =>
        {
            Interlocked.Add(ref used, 28);
            await ScriptedReplica.Answer(Answer)(http);
        };
        var clock = Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => CallAsync(i % 3, secrets[i % 5])));

        var refilled = (long)(3000 * clock.Elapsed.TotalMinutes) + 1;
        answers.Distinct().ShouldBe([200, 429], ignoreOrder: true);
        used.ShouldBeLessThanOrEqualTo(3000 + refilled);
        used.ShouldBeGreaterThan(2400, "what one gateway has taken and not used, others wait for");
    }

    [Fact]
    public async Task SmallLimit_IsNotDividedAmongGateways_NorMultipliedByThem()
    {
        await OwnAsync(new RateLimits { RequestsPerMinute = 3 });
        var secret = await KeyAsync("ci");

        var answers = new List<int>();
        for (var i = 0; i < 9; i++)
        {
            answers.Add(await CallAsync(i % 3, secret));
        }

        answers.Take(3).ShouldBe([200, 200, 200]);
        answers.Count(a => a == 200).ShouldBe(3);
        using var refused = await _gateways[1].PostAsync("/v1/chat/completions", Body, secret);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        int.Parse(refused.Headers.GetValues("Retry-After").Single()).ShouldBeInRange(1, 20);
        refused.Headers.GetValues("x-ratelimit-limit-requests").Single().ShouldBe("3");
    }

    [Fact]
    public async Task CallsInProgress_AreCountedOverAllGateways_AndFreedByTheirEnd()
    {
        await OwnAsync(new RateLimits { ConcurrentRequests = 4 });
        var secret = await KeyAsync("ci");
        var finish = new SemaphoreSlim(0);
        var (working, most) = (0, 0);
        _replica.Script = async http =>
        {
            most = Math.Max(most, Interlocked.Increment(ref working));
            await finish.WaitAsync(http.RequestAborted);
            Interlocked.Decrement(ref working);
            await ScriptedReplica.Answer(Answer)(http);
        };

        var calls = Enumerable.Range(0, 30).Select(i => CallAsync(i % 3, secret)).ToList();
        await Eventually.TrueAsync(() => calls.Count(c => c.IsCompleted) == 26 && Volatile.Read(ref working) == 4);
        finish.Release(4);
        (await Task.WhenAll(calls)).Count(a => a == 200).ShouldBe(4);
        most.ShouldBeLessThanOrEqualTo(4);

        // Places that one gateway has are for the others once it does not need them.
        finish.Release(100);
        await EventuallyOkAsync(() => CallAsync(2, secret));
        await EventuallyOkAsync(() => CallAsync(1, secret));
    }

    [Fact]
    public async Task WhatOneGatewayDoesNotUse_AnotherCan()
    {
        await OwnAsync(new RateLimits { RequestsPerMinute = 600 });
        var secret = await KeyAsync("ci");
        (await CallAsync(0, secret)).ShouldBe(200);
        var answers = new ConcurrentBag<int>();

        // The first has taken ten and used one; a second later it has given the others back.
        await Eventually.TrueAsync(async () =>
        {
            answers.Add(await CallAsync(1, secret));
            return answers.Count(a => a == 200) >= 599;
        });
    }

    [Fact]
    public async Task Budget_IsShared_OnceSpendingIsKnown()
    {
        var organization = Resources.Organization("acme", new RateLimits { RequestsPerMinute = 1_000_000 });
        organization.Spec.Budget = new Budget { Amount = 5, Currency = "EUR", Period = "Month" };
        await OwnAsync(organization);
        await _gateways[0].DeployAsync("acme", "atlas", new ModelDeploymentSpec { Pricing = new DeploymentPricing { Currency = "EUR", PerRequest = 1 } });
        await Task.WhenAll(_gateways.Select(g => g.UntilAsync(s => s!.Find("acme/atlas")?.Terms.Prices is not null)));
        var secret = await KeyAsync("ci");

        // One after the other, each knows of what was spent before it began.
        var answers = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await CallAsync(i, secret));
            answers.Add(await CallAsync(i, secret));
            await _gateways[i].Services.GetRequiredService<UsageImporter>().CatchUpAsync(CancellationToken.None);
        }

        answers.ShouldBe([200, 200, 200, 200, 200, 429]);
    }

    private const string Body = """{"model":"atlas","max_tokens":20}""";

    private static async Task EventuallyOkAsync(Func<Task<int>> call)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await call() != 200)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private Task OwnAsync(RateLimits limits) => OwnAsync(Resources.Organization("acme", limits));

    private async Task OwnAsync(Organization organization)
    {
        await _gateways[0].OwnAsync(organization, "acme");
        await Task.WhenAll(_gateways.Select(g => g.UntilAsync(s => s!.Tenants.OwnerOf("acme")?.Limits == organization.Spec.Limits && s.Find("acme/atlas") is { Replicas.Length: 1 })));
    }

    private async Task<string> KeyAsync(string name)
    {
        var secret = await _gateways[0].CreateKeyAsync(new ApiKeyRequest("acme", name));
        await Eventually.TrueAsync(() => _gateways.All(g => g.Services.GetRequiredService<ApiKeyDirectory>().Authenticate(secret).Verdict == ApiKeyVerdict.Valid));
        return secret;
    }

    private async Task<int> CallAsync(int gateway, string secret)
    {
        using var response = await _gateways[gateway].PostAsync("/v1/chat/completions", Body, secret);
        await response.Content.ReadAsStringAsync();
        return (int)response.StatusCode;
    }
}
