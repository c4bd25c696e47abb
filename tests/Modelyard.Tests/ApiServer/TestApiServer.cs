using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>A real API server over a folder of its own, called in process as an administrator.</summary>
public class TestApiServer : IAsyncLifetime
{
    private int _namespaces;

    public string Folder { get; } = Directory.CreateTempSubdirectory("modelyard-api-").FullName;

    public ApiServerHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        var options = await ConfigureAsync(new ApiServerOptions { DataDirectory = Folder, Port = 0 });
        Host = await ApiServerHost.StartAsync(options, NullLoggerFactory.Instance, CancellationToken.None);
        Client = As("tester", UserIdentity.Masters);
    }

    public virtual async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the server and starts it again over the same folder.</summary>
    public async Task RestartAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await InitializeAsync();
    }

    public HttpClient As(string user, params string[] groups)
    {
        var client = new HttpClient(Host.CreateHandler(UserIdentity.Of(user, groups))) { BaseAddress = Host.Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tester/1.0");
        return client;
    }

    /// <summary>Each test works in a namespace that no other uses.</summary>
    public async Task<string> NewNamespaceAsync()
    {
        var name = $"test-{Interlocked.Increment(ref _namespaces)}-{Guid.NewGuid():n}"[..20];
        var reply = await SendAsync(HttpMethod.Post, "/api/v1/namespaces", Objects.Namespace(name));
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
        return name;
    }

    public Task<Reply> GetAsync(string path, string? accept = null) => SendAsync(HttpMethod.Get, path, accept: accept);

    public Task<Reply> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Reply> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, body);

    public Task<Reply> DeleteAsync(string path, JsonNode? options = null) => SendAsync(HttpMethod.Delete, path, options);

    public Task<Reply> MergeAsync(string path, JsonNode patch) => SendAsync(HttpMethod.Patch, path, patch, "application/merge-patch+json");

    public Task<Reply> ApplyAsync(string path, JsonNode configuration, string manager, bool force = false) => SendAsync(
        HttpMethod.Patch, $"{path}?fieldManager={manager}&force={(force ? "true" : "false")}", configuration, "application/apply-patch+yaml");

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, JsonNode? body = null, string contentType = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), MediaTypeHeaderValue.Parse(contentType));
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Reply.ReadAsync(await Client.SendAsync(request));
    }

    protected virtual Task<ApiServerOptions> ConfigureAsync(ApiServerOptions options) => Task.FromResult(options);

    /// <summary>Follows a collection; the caller reads events as they come.</summary>
    public async Task<WatchReader> WatchAsync(string path) => await WatchReader.OpenAsync(Client, path);

    /// <summary>Waits until an object is gone, by watching rather than by asking again and again.</summary>
    public async Task WaitUntilGoneAsync(string collection, string name)
    {
        var list = await GetAsync($"{collection}?fieldSelector=metadata.name%3D{name}");
        if (list.Body["items"]!.AsArray().Count == 0)
        {
            return;
        }

        await using var watch = await WatchAsync($"{collection}?watch=true&fieldSelector=metadata.name%3D{name}&resourceVersion={list.Body.Text("metadata.resourceVersion")}");
        while ((await watch.NextAsync()).Text("type") != "DELETED")
        {
        }
    }
}
