using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Storage;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.ApiServer;

/// <summary>Several API servers over one store know nothing of each other but what is in it.</summary>
public sealed class QuotaServersTests : IAsyncLifetime
{
    private const string Space = "/api/v1/namespaces/default";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-quota-").FullName;
    private readonly List<(IHost Host, HttpClient Client)> _servers = [];
    private IResourceStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new ApiServerOptions { DataDirectory = _folder, Port = 0 };
        _store = SqliteResourceStore.Open(new SqliteStoreOptions { Path = Path.Combine(_folder, "resources.db"), Trail = options.AuditKey });
        for (var i = 0; i < 3; i++)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            builder.Services.AddApiServer(options, _store);
            var host = builder.Build();
            await host.Services.GetRequiredService<BuiltInNamespaces>().EnsureAsync(CancellationToken.None);
            await host.StartAsync();
            var handler = new InProcessHandler(host.Services.GetRequiredService<ApiPipeline>().InvokeAsync, host.Services, UserIdentity.Of("tester", UserIdentity.Masters));
            _servers.Add((host, new HttpClient(handler) { BaseAddress = new Uri("https://localhost") }));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (host, client) in _servers)
        {
            client.Dispose();
            await host.StopAsync();
            host.Dispose();
        }

        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Create_ThroughAllAtOnce_WhileOthersGo_NeverExceedsTheQuota_AndEndsAtExactlyTheLimit()
    {
        var quota = Objects.Parse("""{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"share"},"spec":{"hard":{"configmaps":"5"} } }""");
        (await PostAsync(0, "resourcequotas", quota)).Code.ShouldBe(201);
        await UntilAsync(q => q["status"]?["hard"] is not null);

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var reply = await PostAsync(i % 3, "configmaps", Objects.ConfigMap($"m{i}"));
            if (reply.Code == 201 && i % 2 == 0)
            {
                (await _servers[(i + 1) % 3].Client.DeleteAsync($"{Space}/configmaps/m{i}")).EnsureSuccessStatusCode();
            }

            return reply;
        }));

        replies.ShouldAllBe(r => r.Code == 201 || r.Code == 403);
        var left = await CountAsync();
        left.ShouldBeLessThanOrEqualTo(5);

        // What is gone has to be counted as gone before it can be told that there is no more room.
        await UntilAsync(q => q["metadata"]?["annotations"]?[PendingCharge.Annotation] is null && UsedOf(q) == left);
        while (await PostAsync(1, "configmaps", Objects.ConfigMap($"n{Guid.NewGuid():n}")) is { Code: 201 })
        {
            // Until there is no more room, wherever the race has ended.
        }

        await UntilAsync(q => UsedOf(q) == 5);
        (await CountAsync()).ShouldBe(5);
    }

    private static int UsedOf(JsonNode quota) => int.Parse(quota["status"]!["used"]!["configmaps"]!.ToString(), CultureInfo.InvariantCulture);

    private async Task<int> CountAsync() => (await Reply.ReadAsync(await _servers[2].Client.GetAsync($"{Space}/configmaps"))).Body["items"]!.AsArray().Count;

    private async Task<Reply> PostAsync(int server, string plural, JsonObject document) =>
        await RbacObjects.PostAsync(_servers[server].Client, $"{Space}/{plural}", document);

    private async Task UntilAsync(Func<JsonNode, bool> condition)
    {
        var client = _servers[1].Client;
        var list = await Reply.ReadAsync(await client.GetAsync($"{Space}/resourcequotas"));
        if (condition(list.Body["items"]![0]!))
        {
            return;
        }

        await using var watch = await WatchReader.OpenAsync(client, $"{Space}/resourcequotas?watch=true&resourceVersion={list.Body.Text("metadata.resourceVersion")}");
        while (!condition((await watch.NextAsync())["object"]!))
        {
        }
    }
}
