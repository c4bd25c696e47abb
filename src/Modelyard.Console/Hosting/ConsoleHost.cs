using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelyard.WebConsole;

/// <summary>The running console: a web server of its own, so that its limits are not those of the gateway.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    // Streams end when the host begins to stop; what is left are answers on their way.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;

    private ConsoleHost(WebApplication app)
    {
        _app = app;
        Uri[] addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];
        Address = addresses.Single(a => a.Scheme == Uri.UriSchemeHttp);
        Published = addresses.SingleOrDefault(a => a.Scheme == Uri.UriSchemeHttps);
    }

    /// <summary>Where it listens for this machine.</summary>
    public Uri Address { get; }

    /// <summary>Where it listens for others; null for nowhere.</summary>
    public Uri? Published { get; }

    /// <summary>Listens. Ready for requests when it returns.</summary>
    /// <param name="options">Where, and what.</param>
    /// <param name="api">The way to the API, as <see cref="ConsoleOptions.UserName"/>.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<ConsoleHost> StartAsync(
        ConsoleOptions options, HttpMessageHandler api, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var app = Build(options, api, loggers, time);
        try
        {
            await app.StartAsync(cancellationToken);
            return new ConsoleHost(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(ConsoleOptions options, HttpMessageHandler api, ILoggerFactory loggers, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        builder.Services.AddConsole(options, api);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // What is passed on is bounded by whom it is passed on to, in their own words; what is read here, here.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Listen);
            if (options.Published is { } published)
            {
                kestrel.Listen(published.Listen, listen => Secure(listen, published));
            }
        });
        var app = builder.Build();
        if (options.AlsoServe is { } also)
        {
            var guard = app.Services.GetRequiredService<RequestGuard>();
            app.UseWhen(http => !http.Request.IsHttps && guard.IsOwnHost(http.Request), also);
        }

        app.UseWebSockets();
        app.Run(app.Services.GetRequiredService<ConsolePipeline>().InvokeAsync);
        return app;
    }

    private static void Secure(ListenOptions listen, PublishedConsole published) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = published.Certificate(),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        }),
    });
}
