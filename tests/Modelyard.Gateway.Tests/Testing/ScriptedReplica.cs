using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelyard.Client;

namespace Modelyard.Gateway.Tests.Testing;

/// <summary>What arrived at a replica.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A model server that does what the test says, on a real socket.</summary>
internal sealed class ScriptedReplica : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedReplica(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    public ReplicaAddress Address { get; private set; } = ReplicaAddress.Loopback(0);

    /// <summary>The rest of what it does once the request is read.</summary>
    public Func<HttpContext, Task> Script { get; set; } = Answer("""{"object":"chat.completion"}""");

    public static async Task<ScriptedReplica> StartAsync(string? socket = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (socket is null)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenUnixSocket(socket);
            }

            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var replica = new ScriptedReplica(app);
        app.Run(replica.HandleAsync);
        await app.StartAsync();
        replica.Address = socket is null
            ? ReplicaAddress.Of(IPEndPoint.Parse(new Uri(app.Urls.Single()).Authority))
            : ReplicaAddress.OfSocket(socket);
        return replica;
    }

    public static Func<HttpContext, Task> Answer(string body, int status = 200, string contentType = "application/json") => http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body);
    };

    /// <summary>Events, each flushed by itself.</summary>
    public static Func<HttpContext, Task> Stream(params string[] events) => async http =>
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var text in events)
        {
            await http.Response.WriteAsync(text);
            await http.Response.Body.FlushAsync();
        }
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Received.Enqueue(new ReceivedRequest(http.Request.Method, http.Request.Path, headers, body.ToArray()));
        await Script(http);
    }
}
