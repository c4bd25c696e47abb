using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Testing;

/// <summary>A gateway on a real socket with a ledger of its own; the test plays API server and replicas.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly WebApplication _app;
    private readonly LedgerDatabase _database;
    private readonly string _folder;
    private readonly ErrorLog _log;
    private readonly List<ScriptedReplica> _replicas = [];

    private TestGateway(WebApplication app, LedgerDatabase database, ApiKeyStore keys, ResourceBoard board, string folder, ErrorLog log)
    {
        _app = app;
        _database = database;
        _folder = folder;
        _log = log;
        Keys = keys;
        Board = board;
    }

    public ApiKeyStore Keys { get; }

    public ResourceBoard Board { get; }

    /// <summary>What was logged as an error. A test that causes one takes it out.</summary>
    public ConcurrentQueue<string> Errors => _log.Errors;

    public IServiceProvider Services => _app.Services;

    public ModelDirectory Directory => Services.GetRequiredService<ModelDirectory>();

    public Uri Url => new(_app.Urls.Single(u => u.StartsWith("http:", StringComparison.Ordinal)));

    /// <summary>Where callers outside are listened for.</summary>
    public Uri OutsideUrl => new(_app.Urls.Single(u => u.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>A key that may use everything.</summary>
    public string Secret { get; private set; } = "";

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <param name="configure">Changes the options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="shared">The ledger and the resources of several gateways; null for ones of its own.</param>
    public static async Task<TestGateway> StartAsync(Action<GatewayOptions>? configure = null, TimeProvider? time = null, SharedState? shared = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("modelyard-gateway-").FullName;
        var database = shared is null
            ? await LedgerDatabase.OpenAsync(Path.Combine(folder, "ledger.db"), None)
            : await LedgerDatabase.OpenPostgresAsync(shared.ConnectionString, "test database", None);
        var keys = await ApiKeyStore.OpenAsync(database, shared?.Pepper ?? Path.Combine(folder, "ledger.pepper"), TimeProvider.System, None);
        var board = shared?.Board ?? new ResourceBoard();

        var builder = WebApplication.CreateSlimBuilder();
        var log = new ErrorLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<IResourceClient>(board);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (shared is not null)
        {
            builder.Services.AddSingleton(new LimitLeases(database, folder));
        }

        builder.Services.AddSingleton(await MemberDirectory.OpenAsync(new MemberStore(database, TimeProvider.System), None));
        builder.Services.AddSingleton(new UsageStore(database));
        builder.Services.AddSingleton(new UsageImporterOptions());
        builder.Services.AddSingleton<UsageImporter>();
        builder.Services.AddSingleton<UsageSpending>();
        builder.Services.AddSingleton(_ => UsageJournal.Open(Path.Combine(folder, "usage")));
        builder.Services.AddSingleton(await ApiKeyDirectory.OpenAsync(keys, TimeProvider.System, None));
        builder.Services.AddGateway(options =>
        {
            options.Listen = new IPEndPoint(IPAddress.Loopback, 0);
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();

        var gateway = new TestGateway(app, database, keys, board, folder, log);
        gateway.Http.BaseAddress = gateway.Url;
        gateway.Secret = await gateway.CreateKeyAsync(shared is null ? "everything" : $"everything-{Guid.NewGuid():N}");
        await gateway.UntilAsync(snapshot => snapshot is not null);
        return gateway;
    }

    /// <summary>Makes an organization and gives it the projects.</summary>
    public Task OwnAsync(string organization, params string[] projects) => OwnAsync(Resources.Organization(organization), projects);

    public async Task OwnAsync(Organization organization, params string[] projects)
    {
        Board.Put(organization);
        foreach (var project in projects)
        {
            Board.Put(Resources.Project(project, organization.Metadata.Name!));
        }

        await UntilAsync(s => projects.All(p => s!.Tenants.OwnerOf(p) is { } owner && owner.Name == organization.Metadata.Name && owner.Limits == organization.Spec.Limits));
    }

    /// <summary>Says how a service may be called.</summary>
    public async Task DeployAsync(string ns, string name, ModelDeploymentSpec spec)
    {
        Board.Put(new ModelDeployment { Metadata = new ObjectMeta { Namespace = ns, Name = name }, Spec = spec });
        await UntilAsync(s => s!.Find($"{ns}/{name}") is { } model && model.Terms != DeploymentTerms.None);
    }

    /// <summary>Makes an endpoint that splits its calls.</summary>
    public async Task ExposeAsync(string ns, string name, params (string Deployment, int Weight)[] traffic)
    {
        Board.Put(Resources.Endpoint(ns, name, traffic));
        await UntilAsync(s => s!.EndpointAt(name)?.Shares.Length == traffic.Length);
    }

    /// <summary>The secret of a new key.</summary>
    public async Task<string> CreateKeyAsync(ApiKeyRequest request) => (await Keys.CreateAsync(request, None)).Secret;

    public async Task<string> CreateKeyAsync(string name, ApiKeyScope? scope = null, DateTimeOffset? expiresAt = null) =>
        (await Keys.CreateAsync(new ApiKeyRequest("demo", name) { Scope = scope ?? ApiKeyScope.All, ExpiresAt = expiresAt }, None)).Secret;

    public async Task ExecuteInLedgerAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "ledger.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The same files as another process would have them open.</summary>
    public async Task<OtherLedger> OpenLedgerAgainAsync()
    {
        var database = await LedgerDatabase.OpenAsync(Path.Combine(_folder, "ledger.db"), None);
        return new OtherLedger(database, await ApiKeyStore.OpenAsync(database, Path.Combine(_folder, "ledger.pepper"), TimeProvider.System, None));
    }

    /// <summary>What was recorded of calls that have ended, oldest first.</summary>
    public IReadOnlyList<JsonObject> Usage()
    {
        var ended = new List<JsonObject>();
        foreach (var path in System.IO.Directory.GetFiles(Path.Combine(_folder, "usage"), "*.journal").Order())
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (reader.ReadLine() is { } line)
            {
                if (JsonNode.Parse(line)!["end"] is JsonObject record)
                {
                    ended.Add(record);
                }
            }
        }

        return ended;
    }

    /// <summary>A service with one running replica.</summary>
    public async Task<ScriptedReplica> ServeAsync(string ns, string name)
    {
        Board.Put(Resources.Service(ns, name));
        return await AddReplicaAsync(ns, name, $"{name}-0");
    }

    public async Task<ScriptedReplica> AddReplicaAsync(string ns, string service, string pod, bool socket = false)
    {
        var replica = await ScriptedReplica.StartAsync(socket ? SocketOf(pod) : null);
        _replicas.Add(replica);
        await PutPodAsync(Resources.Pod(ns, service, pod, replica.Address.ToString()));
        return replica;
    }

    /// <summary>Where a replica's socket is, or would be.</summary>
    public string SocketOf(string pod) => Path.Combine(_folder, pod + ".sock");

    public async Task PutPodAsync(Pod pod)
    {
        Board.Put(pod);
        var address = pod.Metadata.Annotations!["modelyard.dev/address"];
        await UntilAsync(s => s!.Models.Any(m => m.Replicas.Any(r => r.Address.ToString() == address)));
    }

    public async Task UntilAsync(Func<ModelSnapshot?, bool> condition)
    {
        var directory = Services.GetRequiredService<ModelDirectory>();
        await Eventually.TrueAsync(() => condition(directory.Current));
    }

    public HttpRequestMessage Request(HttpMethod method, string path, string? body = null, string? secret = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret ?? Secret}");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return request;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? secret = null) =>
        Http.SendAsync(Request(HttpMethod.Post, path, body, secret), HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> ChatAsync(string model, bool stream = false) =>
        PostAsync("/v1/chat/completions", $$"""{"model":"{{model}}","messages":[],"stream":{{(stream ? "true" : "false")}}}""");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        var background = Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(s => s.ExecuteTask ?? Task.CompletedTask).ToList();
        await _app.StopAsync(now.Token);

        // Calls are cut off at once, but who is writing to the ledger is let finish.
        await Task.WhenAll(background);
        await _app.DisposeAsync();
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await _database.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
        _log.Errors.ShouldBeEmpty();
    }
}

/// <summary>What several gateways have in common.</summary>
internal sealed record SharedState(string ConnectionString, string Pepper, ResourceBoard Board);

internal sealed record OtherLedger(LedgerDatabase Database, ApiKeyStore Keys) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

internal static class Eventually
{
    /// <summary>Waits for what another thread is about to do.</summary>
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>Waits until a number has risen and then stopped rising for a while.</summary>
    public static async Task StableAsync(Func<int> number)
    {
        var (last, unchanged) = (0, 0);
        await TrueAsync(() =>
        {
            var now = number();
            unchanged = now > 0 && now == last ? unchanged + 1 : 0;
            last = now;
            return unchanged == 40;
        });
    }
}

internal static class Answers
{
    /// <summary>All that arrives of an answer that breaks off; an answer that ends properly is not one.</summary>
    public static async Task<string> TextUntilItBreaksAsync(this HttpResponseMessage response)
    {
        using var text = new MemoryStream();
        await Should.ThrowAsync<IOException>(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(text));
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>The error of an answer, after checking that it is one in OpenAI's shape.</summary>
    public static async Task<JsonObject> ErrorAsync(this HttpResponseMessage response, HttpStatusCode status, string? type = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("x-request-id").Single().ShouldNotBeEmpty();
        var error = JsonNode.Parse(text)!["error"]!.AsObject();
        error.Select(p => p.Key).ShouldBe(["message", "type", "param", "code"]);
        ((string?)error["message"]).ShouldNotBeNullOrWhiteSpace();
        ((string?)error["type"]).ShouldBe(type ?? ((int)status < 500 ? "invalid_request_error" : "server_error"));
        return error;
    }

    /// <summary>The error of an answer in Anthropic's shape.</summary>
    public static async Task<JsonObject> AnthropicErrorAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        var body = JsonNode.Parse(text)!.AsObject();
        body.Select(p => p.Key).ShouldBe(["type", "error", "request_id"]);
        ((string?)body["type"]).ShouldBe("error");
        var error = body["error"]!.AsObject();
        error.Select(p => p.Key).ShouldBe(["type", "message"]);
        return error;
    }
}
