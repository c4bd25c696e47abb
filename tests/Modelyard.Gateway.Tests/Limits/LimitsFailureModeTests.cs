using System.Diagnostics;
using System.Net;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;
using Modelyard.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;

namespace Modelyard.Gateway.Tests.Limits;

/// <summary>Two gateways whose database ends like in a crash, and comes back.</summary>
public sealed class LimitsFailureModeTests : IAsyncLifetime
{
    private const int PerMinute = 20;

    // A database of its own: nobody else's must go away.
    private readonly PostgresServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-outage-").FullName;
    private readonly List<TestGateway> _gateways = [];

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            // That the ledger was away is in the log, as it should be.
            gateway.Errors.Clear();
            await gateway.DisposeAsync();
        }

        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Closed_WhileTheDatabaseIsAway_RefusesWhatItDoesNotHold_AndServesAgainWhenItIsBack()
    {
        await StartAsync(LimitsFailureMode.Closed);
        var secret = await KeyAsync("acme");
        (await CallAsync(0, secret)).ShouldBe(HttpStatusCode.OK);

        await _server.CrashAsync();

        // What it holds is used up first.
        await Eventually.TrueAsync(async () => await CallAsync(0, secret) == HttpStatusCode.ServiceUnavailable);
        using var refused = await _gateways[1].PostAsync("/v1/chat/completions", Body, secret);
        ((string?)(await refused.ErrorAsync(HttpStatusCode.ServiceUnavailable))["code"]).ShouldBe("limits_unknown");

        await _server.StartAgainAsync();
        await Eventually.TrueAsync(async () => await CallAsync(1, secret) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Open_WhileTheDatabaseIsAway_CountsOnItsOwn_AndSharesAgainWhenItIsBack()
    {
        await StartAsync(LimitsFailureMode.Open);
        var (acme, globex) = (await KeyAsync("acme"), await KeyAsync("globex"));
        (await CallAsync(0, acme)).ShouldBe(HttpStatusCode.OK);

        await _server.CrashAsync();
        var clock = Stopwatch.StartNew();
        for (var gateway = 0; gateway < 2; gateway++)
        {
            var letIn = await LetInAsync(gateway, acme);

            // One was already let in by a lease, and one more may be left of it.
            letIn.ShouldBeInRange(PerMinute, PerMinute + 2 + Refilled(clock), $"gateway {gateway}");
        }

        await _server.StartAgainAsync();
        await Eventually.TrueAsync(async () =>
        {
            // By its own count the organization would be let in on each gateway; by the common one, on both together.
            await CallAsync(0, acme);
            await CallAsync(1, acme);
            return _gateways.All(g => g.Services.GetRequiredService<SharedLimits>().IsShared);
        });
        clock.Restart();
        var together = await LetInAsync(0, globex) + await LetInAsync(1, globex);

        together.ShouldBeInRange(PerMinute, PerMinute + 1 + Refilled(clock));
    }

    private const string Body = """{"model":"atlas"}""";

    private static int Refilled(Stopwatch clock) => (int)Math.Ceiling(clock.Elapsed.TotalMinutes * PerMinute);

    private async Task StartAsync(LimitsFailureMode mode)
    {
        var state = new SharedState(_server.Address(await _server.CreateDatabaseAsync()).ConnectionString, Path.Combine(_folder, "pepper"), new ResourceBoard());
        for (var i = 0; i < 2; i++)
        {
            _gateways.Add(await TestGateway.StartAsync(options => options.LimitsFailureMode = mode, shared: state));
        }

        await _gateways[0].ServeAsync("acme", "atlas");
        await _gateways[0].DeployAsync("acme", "atlas", new ModelDeploymentSpec { Sharing = new DeploymentSharing { Policy = "AllOrganizations" } });
        foreach (var organization in new[] { "acme", "globex" })
        {
            await _gateways[0].OwnAsync(Resources.Organization(organization, new RateLimits { RequestsPerMinute = PerMinute }), organization);
        }

        await Task.WhenAll(_gateways.Select(g => g.UntilAsync(s =>
            s!.Tenants.OwnerOf("globex")?.Limits is not null && s.Find("acme/atlas") is { Replicas.Length: 1, Terms.SharedWithAll: true })));
    }

    private async Task<string> KeyAsync(string project)
    {
        var secret = await _gateways[0].CreateKeyAsync(new ApiKeyRequest(project, "ci"));
        await Eventually.TrueAsync(() => _gateways.All(g => g.Services.GetRequiredService<ApiKeyDirectory>().Authenticate(secret).Verdict == ApiKeyVerdict.Valid));
        return secret;
    }

    /// <summary>How many of many calls in a row are let in.</summary>
    private async Task<int> LetInAsync(int gateway, string secret)
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3 * PerMinute; i++)
        {
            answers.Add(await CallAsync(gateway, secret));
        }

        answers.ShouldAllBe(a => a == HttpStatusCode.OK || a == HttpStatusCode.TooManyRequests);
        return answers.Count(a => a == HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> CallAsync(int gateway, string secret)
    {
        using var response = await _gateways[gateway].PostAsync("/v1/chat/completions", Body, secret);
        await response.Content.ReadAsStringAsync();
        return response.StatusCode;
    }
}
