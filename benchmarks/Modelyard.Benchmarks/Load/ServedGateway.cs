using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Gateway;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;
using Modelyard.Telemetry;

namespace Modelyard.Benchmarks;

/// <summary>The gateway with all it has: keys, tenants, limits of every scope, prices, budgets, usage written down and imported, metrics.</summary>
internal sealed class ServedGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LedgerDatabase _database;

    private ServedGateway(WebApplication app, LedgerDatabase database, string secret) =>
        (_app, _database, Url, Secret) = (app, database, new Uri(app.Urls.Single()), secret);

    public Uri Url { get; }

    /// <summary>Of a key that may call the model.</summary>
    public string Secret { get; }

    /// <summary>Serves from a process of its own until standard input ends. The first line it writes is its address and a key.</summary>
    public static async Task<int> ServeAsync(string folder, string upstream)
    {
        await using var gateway = await StartAsync(folder, upstream);
        Console.WriteLine($"{gateway.Url} {gateway.Secret}");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    public static async Task<ServedGateway> StartAsync(string folder, string upstream)
    {
        var database = await LedgerDatabase.OpenAsync(Path.Combine(folder, "ledger.db"), CancellationToken.None);
        var keys = await ApiKeyStore.OpenAsync(database, Path.Combine(folder, "ledger.pepper"), TimeProvider.System, CancellationToken.None);
        var created = await keys.CreateAsync(
            new ApiKeyRequest("demo", "bench") { User = "bench@acme.example", ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) }, CancellationToken.None);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore();
        var services = builder.Services;
        services.AddRouting();
        services.AddSingleton<IResourceClient>(Resources(upstream));
        services.AddSingleton(await ApiKeyDirectory.OpenAsync(keys, TimeProvider.System, CancellationToken.None));
        services.AddSingleton(await MemberDirectory.OpenAsync(new MemberStore(database, TimeProvider.System), CancellationToken.None));
        services.AddSingleton(UsageJournal.Open(Path.Combine(folder, "usage")));
        services.AddSingleton(new UsageStore(database));
        services.AddSingleton(new UsageImporterOptions());
        services.AddSingleton<UsageImporter>();
        services.AddHostedService(p => p.GetRequiredService<UsageImporter>());
        services.AddSingleton<UsageSpending>();
        services.AddTelemetry(telemetry => telemetry.ServiceName = "modelyard");
        services.AddGateway(options => options.Listen = new IPEndPoint(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseRouting();
        app.MapGateway();
        await app.StartAsync();
        return new ServedGateway(app, database, created.Secret);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static ResourceBoard Resources(string upstream)
    {
        // Limits that count on every call and are never reached.
        var plenty = new RateLimits { RequestsPerMinute = 1_000_000_000, TokensPerMinute = TokenBucket.Most, ConcurrentRequests = 100_000 };
        var board = new ResourceBoard();
        board.Put(Gateway.Tests.Testing.Resources.Project("demo", "acme"));
        board.Put(new Organization
        {
            Metadata = new ObjectMeta { Name = "acme" },
            Spec = new OrganizationSpec
            {
                Limits = plenty, UserLimits = plenty, KeyLimits = plenty, Budget = new Budget { Amount = 1_000_000_000, Currency = "EUR", Period = "Month" },
            },
        });
        board.Put(Gateway.Tests.Testing.Resources.Service("demo", "atlas"));
        board.Put(Gateway.Tests.Testing.Resources.Pod("demo", "atlas", "atlas-0", upstream));
        board.Put(new ModelDeployment
        {
            Metadata = new ObjectMeta { Namespace = "demo", Name = "atlas" },
            Spec = new ModelDeploymentSpec
            {
                RateLimits = new CallerLimits { Organization = plenty, User = plenty, Key = plenty },
                Pricing = new DeploymentPricing { Currency = "EUR", InputPerMillionTokens = 0.15m, OutputPerMillionTokens = 0.6m },
            },
        });
        return board;
    }
}
