using System.Net;
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
using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

namespace Modelyard.ApiServer;

/// <summary>A running API server: its database, its HTTPS endpoint on loopback, and the way in for code of this process.</summary>
public sealed class ApiServerHost : IAsyncDisposable
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "::1"];

    private readonly WebApplication _app;
    private readonly IResourceStore _store;
    private readonly CertificateAuthority _authority;

    private ApiServerHost(WebApplication app, IResourceStore store, CertificateAuthority authority, ApiServerOptions options)
    {
        _app = app;
        _store = store;
        _authority = authority;
        KubeconfigPath = options.KubeconfigPath;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where it listens, e.g. <c>https://127.0.0.1:6443/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The administrator's kubeconfig; only its owner can read it.</summary>
    public string KubeconfigPath { get; }

    /// <summary>Where the output of pods is read from; set once the node agent is there.</summary>
    public IPodLogSource? PodLogs
    {
        get => _app.Services.GetRequiredService<PodLogSlot>().Source;
        set => _app.Services.GetRequiredService<PodLogSlot>().Source = value;
    }

    /// <summary>Opens the store, listens, and writes the kubeconfig. Ready for calls when it returns.</summary>
    public static async Task<ApiServerHost> StartAsync(ApiServerOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var authority = CertificateAuthority.Open(options.PkiDirectory, options.Time);
        IResourceStore? store = null;
        WebApplication? app = null;
        try
        {
            store = await OpenStoreAsync(options, cancellationToken);
            app = Build(options, store, authority, loggers);
            await app.Services.GetRequiredService<CustomKindFollower>().LoadAsync(cancellationToken);
            await app.Services.GetRequiredService<BuiltInNamespaces>().EnsureAsync(cancellationToken);
            await app.Services.GetRequiredService<DefaultRoles>().EnsureAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            var host = new ApiServerHost(app, store, authority, options);
            AdminKubeconfig.Write(options.KubeconfigPath, host.Address, authority);
            return host;
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            if (store is not null)
            {
                await store.DisposeAsync();
            }

            authority.Dispose();
            throw;
        }
    }

    /// <summary>A handler that calls the API in process as <paramref name="user"/>: same pipeline, same rules, no socket.</summary>
    public HttpMessageHandler CreateHandler(UserIdentity user) =>
        new InProcessHandler(_app.Services.GetRequiredService<ApiPipeline>().InvokeAsync, _app.Services, user);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _app.Services.GetRequiredService<ServerLifetime>().Stop();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _authority.Dispose();
        await _store.DisposeAsync();
    }

    private static async Task<IResourceStore> OpenStoreAsync(ApiServerOptions options, CancellationToken cancellationToken) => options.Database is { } database
        ? await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = database, Trail = options.AuditKey, Encryption = options.Encryption, Time = options.Time }, cancellationToken)
        : SqliteResourceStore.Open(new SqliteStoreOptions { Path = options.DatabasePath, Trail = options.AuditKey, Encryption = options.Encryption, Time = options.Time });

    private static WebApplication Build(ApiServerOptions options, IResourceStore store, CertificateAuthority authority, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddApiServer(options, store);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.Limit;
            kestrel.Listen(IPAddress.Loopback, options.Port, endpoint => UseTls(endpoint, authority));
        });
        var app = builder.Build();
        app.MapApiServer();
        return app;
    }

    private static void UseTls(ListenOptions endpoint, CertificateAuthority authority) => endpoint.UseHttps(https =>
    {
        https.ServerCertificate = authority.ServerCertificate([.. LoopbackNames, Environment.MachineName.ToLowerInvariant()]);
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;

        // Health and version are for anybody; whoever shows a certificate must show one of ours.
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => authority.Vouches(certificate);
    });
}
