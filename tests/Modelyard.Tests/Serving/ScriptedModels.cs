using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelyard.Tests.Serving;

/// <summary>A service elsewhere that is asked for its models, on a real socket.</summary>
internal sealed class ScriptedModels : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedModels(WebApplication app) => _app = app;

    /// <summary>The paths and keys it was asked with.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Asked { get; } = new();

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Task> Script { get; set; } = Answer(200, """{"object":"list","data":[{"id":"large","object":"model"}]}""");

    public string Url => _app.Urls.Single();

    public static async Task<ScriptedModels> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var service = new ScriptedModels(app);
        app.Run(http =>
        {
            service.Asked.Enqueue((http.Request.Path, http.Request.Headers.Authorization.ToString()));
            return service.Script(http);
        });
        await app.StartAsync();
        return service;
    }

    public static Func<HttpContext, Task> Answer(int status, string body = "{}") => http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
