using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modelyard.Client;
using Modelyard.Gateway;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Benchmarks;

/// <summary>A replica that answers 1 KB at once, and the gateway before it with all it has: keys in a ledger, routing, metrics.</summary>
internal sealed class GatewayBench : IAsyncDisposable
{
    private const string Path = "/v1/chat/completions";
    private readonly WebApplication _replica;
    private readonly WebApplication _gateway;
    private readonly LedgerDatabase _database;
    private readonly string _folder;

    private GatewayBench(WebApplication replica, WebApplication gateway, LedgerDatabase database, string folder, string secret)
    {
        _replica = replica;
        _gateway = gateway;
        _database = database;
        _folder = folder;
        Direct = new Target(new Uri(new Uri(replica.Urls.Single()), Path), null);
        Gateway = new Target(new Uri(new Uri(gateway.Urls.Single()), Path), $"Bearer {secret}");
    }

    public Target Direct { get; }

    public Target Gateway { get; }

    public static async Task<GatewayBench> StartAsync()
    {
        var replica = await StartReplicaAsync();
        var board = new ResourceBoard();
        board.Put(Resources.Service("demo", "atlas"));
        board.Put(Resources.Pod("demo", "atlas", "atlas-0", new Uri(replica.Urls.Single()).Authority));

        var folder = Directory.CreateTempSubdirectory("modelyard-bench-").FullName;
        var database = await LedgerDatabase.OpenAsync(System.IO.Path.Combine(folder, "ledger.db"), CancellationToken.None);
        var keys = await ApiKeyStore.OpenAsync(database, System.IO.Path.Combine(folder, "ledger.pepper"), TimeProvider.System, CancellationToken.None);
        var created = await keys.CreateAsync(new ApiKeyRequest("demo", "bench"), CancellationToken.None);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IResourceClient>(board);
        builder.Services.AddSingleton(await ApiKeyDirectory.OpenAsync(keys, TimeProvider.System, CancellationToken.None));
        builder.Services.AddGateway(options => options.Listen = new IPEndPoint(IPAddress.Loopback, 0));
        var gateway = builder.Build();
        gateway.MapGateway();
        await gateway.StartAsync();

        var bench = new GatewayBench(replica, gateway, database, folder, created.Secret);
        await bench.WaitUntilServedAsync();
        return bench;
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _replica.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<WebApplication> StartReplicaAsync()
    {
        var answer = System.Text.Encoding.UTF8.GetBytes($$$"""{"object":"chat.completion","choices":[{"message":{"content":"{{{new string('x', 940)}}}"}}]}""");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var replica = builder.Build();
        replica.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = answer.Length;
            await http.Response.Body.WriteAsync(answer);
        });
        await replica.StartAsync();
        return replica;
    }

    private async Task WaitUntilServedAsync()
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        HttpStatusCode status;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway.Url, "/v1/models/atlas"));
            request.Headers.TryAddWithoutValidation("Authorization", Gateway.Authorization);
            using var response = await client.SendAsync(request, limit.Token);
            status = response.StatusCode;
        }
        while (status != HttpStatusCode.OK);
    }
}
