using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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
    private readonly WebApplication _app;
    private readonly IResourceStore _store;
    private readonly CertificateAuthority _authority;

    private ApiServerHost(WebApplication app, IResourceStore store, CertificateAuthority authority, ApiServerOptions options)
    {
        _app = app;
        _store = store;
        _authority = authority;
        KubeconfigPath = options.KubeconfigPath;
        EncryptionKeys = options.Encryption.Keys;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where it listens, e.g. <c>https://127.0.0.1:6443/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The administrator's kubeconfig; only its owner can read it.</summary>
    public string KubeconfigPath { get; }

    /// <summary>What documents are encrypted with.</summary>
    public DocumentKeyRing EncryptionKeys { get; }

    /// <summary>Where the output of pods is read from; set once the node agent is there.</summary>
    public IPodLogSource? PodLogs
    {
        get => _app.Services.GetRequiredService<PodLogSlot>().Source;
        set => _app.Services.GetRequiredService<PodLogSlot>().Source = value;
    }

    /// <summary>Who has a say in what is stored; set once it is there.</summary>
    public IAdmissionPolicy? Policy
    {
        get => _app.Services.GetRequiredService<AdmissionPolicySlot>().Policy;
        set => _app.Services.GetRequiredService<AdmissionPolicySlot>().Policy = value;
    }

    /// <summary>Who answers questions; set once it is there.</summary>
    public IQuestionAnswerer? Questions
    {
        get => _app.Services.GetRequiredService<QuestionSlot>().Answerer;
        set => _app.Services.GetRequiredService<QuestionSlot>().Answerer = value;
    }

    /// <summary>Counts the files of models, and how many of them are encrypted; null where they are not to be.</summary>
    public Func<(int Files, int Encrypted)>? ModelFiles
    {
        get => _app.Services.GetRequiredService<EncryptionEndpoints>().ModelFiles;
        set => _app.Services.GetRequiredService<EncryptionEndpoints>().ModelFiles = value;
    }

    /// <summary>Who writes and reads archives of models; set once it is there.</summary>
    public IModelArchives? Archives
    {
        get => _app.Services.GetRequiredService<ModelArchivesSlot>().Archives;
        set => _app.Services.GetRequiredService<ModelArchivesSlot>().Archives = value;
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
            app.Services.GetRequiredService<ServingCertificate>().Announce(host.Address);
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

    /// <summary>A certificate of this installation's own authority for a server of this name or address.</summary>
    public X509Certificate2 IssueCertificate(string host) => _authority.IssueServerCertificate(host);

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
        ? await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = database, Terms = LabelTerms.Of, Trail = options.AuditKey, Encryption = options.Encryption, Time = options.Time }, cancellationToken)
        : SqliteResourceStore.Open(new SqliteStoreOptions { Path = options.DatabasePath, Terms = LabelTerms.Of, Trail = options.AuditKey, Encryption = options.Encryption, Time = options.Time });

    private static WebApplication Build(ApiServerOptions options, IResourceStore store, CertificateAuthority authority, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddApiServer(options, store);
        builder.Services.AddSingleton(authority);
        builder.Services.AddSingleton<ServingCertificate>();
        builder.Services.AddHostedService(p => p.GetRequiredService<ServingCertificate>());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.Limit;

            // Room for an event to a hundred watches on one connection: else each event makes them wait for one another.
            kestrel.Limits.MaxResponseBufferSize = 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, options.Port, endpoint => endpoint.UseHttps(kestrel.ApplicationServices.GetRequiredService<ServingCertificate>().Handshakes));
        });
        var app = builder.Build();
        app.MapApiServer();
        return app;
    }
}
