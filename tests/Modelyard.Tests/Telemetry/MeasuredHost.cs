using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Modelyard.Telemetry;

namespace Modelyard.Tests.Telemetry;

/// <summary>A host with telemetry and a meter of its own, which no other test measures by.</summary>
internal sealed class MeasuredHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MeasuredHost(WebApplication app, string name) => (_app, Meter, Source) = (app, new Meter(name), new System.Diagnostics.ActivitySource(name));

    public Meter Meter { get; }

    public System.Diagnostics.ActivitySource Source { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public static async Task<MeasuredHost> StartAsync(Action<TelemetryOptions>? configure = null, params (string Name, string Value)[] variables)
    {
        var name = $"Modelyard.Test.{Guid.NewGuid():N}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddTelemetry(options =>
        {
            options.Meters.Clear();
            options.Meters.Add(name);
            options.Sources.Clear();
            options.Sources.Add(name);
            options.ServiceVersion = "1.2.3";
            options.Variables = new ConfigurationBuilder().AddInMemoryCollection(variables.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value))).Build();
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapMetrics(app.Services);
        await app.StartAsync();
        var host = new MeasuredHost(app, name);
        host.Http.BaseAddress = new Uri(app.Urls.Single());
        return host;
    }

    /// <summary>What Prometheus would read.</summary>
    public Task<string> TextAsync() => Http.GetStringAsync("/metrics");

    public async Task<(string ContentType, string Text)> ScrapeAsync(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (response.Content.Headers.ContentType!.ToString(), await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Meter.Dispose();
        Source.Dispose();
    }
}
