using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Commands;
using Modelyard.Gateway;
using Modelyard.Ledger;
using Modelyard.Library;
using Modelyard.Node;
using Modelyard.Serving;
using Modelyard.Telemetry;
using Modelyard.WebConsole;

namespace Modelyard;

/// <summary>
/// The process of <c>modelyard up</c>, part by part: ledger, API server, then one host with the controllers, the node agent, the gateway
/// which know the API server only through its API, as the console does, which is a host of its own.
/// </summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly ILoggerFactory _loggers;
    private readonly OpenLedger _ledger;
    private readonly ApiServerHost _api;
    private readonly ApiConnection _connection;
    private readonly WebApplication _app;
    private readonly ConsoleHost _console;

    private ControlPlane(
        FileStream @lock, ILoggerFactory loggers, OpenLedger ledger, ApiServerHost api, ApiConnection connection, WebApplication app, ConsoleHost console,
        RunningControlPlane running) =>
        (_lock, _loggers, _ledger, _api, _connection, _app, _console, Running) = (@lock, loggers, ledger, api, connection, app, console, running);

    public RunningControlPlane Running { get; }

    /// <summary>Starts everything on <paramref name="options"/>' data folder. Ready for requests when it returns.</summary>
    /// <exception cref="CommandFailure">Another control plane runs on the folder.</exception>
    public static async Task<ControlPlane> StartAsync(ControlPlaneOptions options, CancellationToken cancellationToken)
    {
        var (data, ports) = (options.Data, options.Ports);
        data.Create();
        var running = new RunningControlPlane(
            ProcessIdentity.Of(Environment.ProcessId)!,
            VersionCommand.Version,
            Loopback("http", ports.Gateway),
            Loopback("http", ports.Console),
            Loopback("https", ports.Api))
        {
            External = options.External?.Url,
            PublishedConsole = options.PublishedConsole?.Address.Url,
        };

        var @lock = InstallationLock.Take(data);
        ModelFileEncryption.Demand(options);
        var loggers = ConsoleLogs.Create();
        var certificate = options.PublishedConsole is { CertificateFile: { } file, KeyFile: { } key } ? CertificateFiles.Open(file, key, loggers.CreateLogger<CertificateFiles>()) : null;
        var ledger = await OpenLedger.OpenAsync(options, loggers, cancellationToken);
        ledger.Passwords.Changed += account => FirstAccount.Forget(data, account);
        var api = await ApiServerHost.StartAsync(
            new ApiServerOptions
            {
                DataDirectory = data.Path,
                Database = options.Database?.Address,
                Port = ports.Api,
                Questions = QuestionKinds.All,
                Ledger = ledger.Served,
                AuditKeyFile = options.AuditKeyFile,
                EncryptionKeyFile = options.EncryptionKeyFile,
                EncryptedResources = [.. options.AlsoEncrypted.Prepend("secrets").Distinct()],
                AuditRetention = options.AuditRetention > TimeSpan.Zero ? options.AuditRetention : null,
            },
            loggers,
            cancellationToken);
        var connection = new ApiConnection(api.CreateHandler(UserIdentity.Of("system:modelyard:controllers", UserIdentity.Masters)), api.Address);
        var keys = await ApiKeyDirectory.OpenAsync(ledger.Keys, TimeProvider.System, cancellationToken);
        var members = await MemberDirectory.OpenAsync(ledger.Members, cancellationToken);
        var artifacts = ModelFileEncryption.Of(options, api.EncryptionKeys);
        var app = Build(options, artifacts, loggers, connection, ledger, keys, members, running, api);
        api.Policy = new LibraryAdmission(app.Services.GetRequiredService<LibraryReview>(), app.Services.GetRequiredService<LibraryDeletion>());
        api.Questions = new LibraryAnswers(
            app.Services.GetRequiredService<RepositoryPreview>(),
            app.Services.GetRequiredService<DeploymentPreflight>(),
            app.Services.GetRequiredService<Retention>(),
            app.Services.GetRequiredService<ContentCheck>());
        api.Archives = new LibraryArchives(
            app.Services.GetRequiredService<LibraryExport>(),
            app.Services.GetRequiredService<LibraryImport>(),
            app.Services.GetRequiredService<VersionDocuments>(),
            app.Services.GetRequiredService<IResourceClient>(),
            api);
        var store = app.Services.GetRequiredService<ModelFetcher>().Store;
        api.EncryptionKeys.Retiring = ct => Task.Run(store.RenewKeys, ct);
        api.ModelFiles = artifacts.Encryption is null ? null : store.CountContent;
        api.PodLogs = new NodePodLogs(app.Services.GetRequiredService<InstanceLogs>());
        await app.StartAsync(cancellationToken);
        await new FirstStart(connection, data, TimeProvider.System).RunAsync(options.DeployDemo, cancellationToken);
        await new FirstAccount(connection, data, TimeProvider.System).EnsureAsync(cancellationToken);
        var console = await ConsoleHost.StartAsync(
            new ConsoleOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, ports.Console),
                Published = Publish(options.PublishedConsole, certificate, api),
                WebRoot = Environment.GetEnvironmentVariable("MODELYARD_WWWROOT") ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"),
                Version = running.Version,
                Gateway = running.Gateway,
                External = running.External,
                Api = running.Api,
                FirstPasswordFile = data.ConsolePassword,
                AlsoServe = page => page.MapMetrics(app.Services),
            },
            api.CreateHandler(UserIdentity.Of(ConsoleOptions.UserName)),
            loggers,
            TimeProvider.System,
            cancellationToken);
        running.Save(data);
        return new ControlPlane(@lock, loggers, ledger, api, connection, app, console, running);
    }

    /// <summary>Waits for SIGTERM or SIGINT; true for the latter: a person at the terminal.</summary>
    public static async Task<bool> WaitForStopAsync()
    {
        var stop = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        return await stop.Task;

        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult(signal.Signal == PosixSignal.SIGINT);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The other way round than started: nobody calls what is already gone.
        await _console.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _connection.Dispose();
        await _api.DisposeAsync();
        await _ledger.DisposeAsync();
        _loggers.Dispose();
        await _lock.DisposeAsync();
    }

    private static WebApplication Build(
        ControlPlaneOptions options, ArtifactsOptions artifacts, ILoggerFactory loggers, ApiConnection connection, OpenLedger ledger, ApiKeyDirectory keys, MemberDirectory members, RunningControlPlane running,
        ApiServerHost api)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var services = builder.Services;
        services.AddSingleton(loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IResourceClient>(new ResourceClient(connection));
        services.AddSingleton(keys);
        services.AddSingleton(members);
        services.AddSingleton(ledger.Journal);
        services.AddSingleton(new UsageSpending(ledger.Usage, ledger.Importer));
        services.AddHostedService(_ => ledger.Importer);
        services.AddSingleton<IHostLifetime, CallerLifetime>();
        if (options.Database is not null)
        {
            // Others may have been started on this database; a file, in contrast, is always ours alone.
            services.AddSingleton(Election(options.Data));
            services.AddSingleton(ledger.LeasesOf(InstallationIdentity.Of(options.Data)));
        }

        var node = new NodeOptions
        {
            DataDirectory = options.Data.Path,
            Installation = options.Database is null ? null : InstallationIdentity.Of(options.Data),
            GatewayBaseUrl = running.Gateway,
            Executable = Environment.ProcessPath!,
            EnginesDirectory = Environment.GetEnvironmentVariable("MODELYARD_ENGINES"),
            ModelBaseFolder = Environment.GetEnvironmentVariable("MODELYARD_HOME"),
        };
        services.AddSingleton<IModelGate, LibraryModelGate>();
        services.AddSingleton(artifacts);
        services.AddNode(options.NodeName is { } name ? node with { NodeName = name } : node);
        services.AddLibrary(new LibraryOptions { ScratchFolder = artifacts.Encryption?.ScratchFolder ?? Path.GetTempPath() });
        services.AddServing(new ServingOptions { GatewayBaseUrl = running.Gateway, ExternalBaseUrl = running.External });
        services.AddIdentityProviders();
        services.AddGateway(gateway =>
        {
            gateway.Listen = new IPEndPoint(IPAddress.Loopback, options.Ports.Gateway);
            gateway.External = options.External is { } external ? new ExternalListener(external.Listen, external.Host, api.IssueCertificate) : null;
            gateway.LimitsFailureMode = options.LimitsFailureMode;
            gateway.BudgetRefreshInterval = options.Database is null ? null : TimeSpan.FromSeconds(1);
        });
        services.AddTelemetry(telemetry => telemetry.ServiceVersion = VersionCommand.Version);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();

        var app = builder.Build();
        app.UseRouting();
        app.MapGateway();
        return app;
    }

    private static PublishedConsole? Publish(ConsoleAddress? console, CertificateFiles? certificate, ApiServerHost api) => console is { Address: var address }
        ? new PublishedConsole(address.Listen, address.Host, certificate is null ? new ConsoleCertificate(api.IssueCertificate, address.Host, TimeProvider.System).Current : certificate.Current)
        : null;

    private static LeaderElectionOptions Election(DataDirectory data) => new()
    {
        Lease = new NamespacedName("kube-system", "modelyard-controllers"),
        Identity = InstallationIdentity.Of(data),
    };

    private static Uri Loopback(string scheme, int port) => new UriBuilder(scheme, "127.0.0.1", port).Uri;
}
