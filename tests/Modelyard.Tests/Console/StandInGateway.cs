using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Modelyard.Tests.WebConsole;

/// <summary>Answers in the gateway's place, and keeps what it was asked.</summary>
internal sealed class StandInGateway : IAsyncDisposable
{
    private WebApplication _app = null!;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Asked { get; } = new();

    /// <summary>What it does with a call; echoes the path when nothing else is said.</summary>
    public RequestDelegate Answer { get; set; } = Echo;

    public static Task Echo(HttpContext http) => http.Response.WriteAsync(http.Request.Path + http.Request.QueryString);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http =>
        {
            Asked.Enqueue(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            return Answer(http);
        });
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
