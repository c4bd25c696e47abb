using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference.Tests;

/// <summary>A real model server on a free port, serving random weights, and a client for it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly LlamaServer _server;

    private TestServer(TemporaryFolder folder, LlamaServer server)
    {
        _folder = folder;
        _server = server;
        Client = new HttpClient(Handler(server)) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    internal HttpClient Client { get; }

    internal LlamaServer Server => _server;

    /// <summary>Connects to wherever the server listens.</summary>
    internal static SocketsHttpHandler Handler(LlamaServer server) => server.SocketPath is not { } path
        ? new SocketsHttpHandler()
        : new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };

    internal static async Task<TestServer> StartAsync(RandomGguf? model = null, Func<LlamaServerOptions, LlamaServerOptions>? configure = null)
    {
        var engines = Engines.Require();
        var folder = new TemporaryFolder();
        var options = new LlamaServerOptions
        {
            Model = folder.Model(model ?? new RandomGguf()), Alias = "random", EnginesDirectory = engines, Threads = 1, Grace = TimeSpan.FromSeconds(5), LogLevel = LogLevel.None,
        };
        var server = await LlamaServer.StartAsync(configure?.Invoke(options) ?? options, TimeProvider.System, TestContext.Current.CancellationToken);
        await server.Loaded;
        return new TestServer(folder, server);
    }

    internal Task<HttpResponseMessage> SendAsync(string path, object body) => Client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    internal async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await SendAsync(path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonElement.Parse(text);
    }

    internal Task<JsonElement> ChatAsync(object body) => PostAsync("/v1/chat/completions", body);

    internal Task<JsonElement> CompleteAsync(object body) => PostAsync("/v1/completions", body);

    /// <summary>The data of every event of a stream, as it was sent.</summary>
    internal async Task<List<string>> StreamAsync(string path, object body)
    {
        using var response = await SendAsync(path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e.ShouldStartWithData())];
    }

    internal async Task<(int Status, JsonElement Error)> FailAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json", text);
        var error = JsonElement.Parse(text).GetProperty("error");
        error.EnumerateObject().Select(m => m.Name).ShouldBe(["message", "type", "param", "code"]);
        return ((int)response.StatusCode, error);
    }

    internal Task<(int Status, JsonElement Error)> FailAsync(string path, object body) =>
        FailAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body));

    internal Task<string> MetricsAsync() => Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}

internal static class EventText
{
    internal static string ShouldStartWithData(this string text)
    {
        text.ShouldStartWith("data: ");
        return text["data: ".Length..];
    }
}
