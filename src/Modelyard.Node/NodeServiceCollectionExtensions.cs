using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Serving on one machine, as hosted services.</summary>
public static class NodeServiceCollectionExtensions
{
    /// <summary>
    /// Adds the InferenceService controller, the node agent and the built-in runtimes. Needs an <see cref="IResourceClient"/>, an
    /// <see cref="IModelGate"/>, logging and, unless the system's is meant, a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddNode(this IServiceCollection services, NodeOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new NodeSettings());
        services.AddSingleton(options);

        // Hosted services start in this order.
        services.AddHostedService<NodeClaim>();
        services.AddHostedService<StaleReadiness>();
        services.AddInformer<InferenceService>();
        services.AddInformer<ServingRuntime>();
        services.AddInformer<ClusterServingRuntime>();
        services.AddInformer<Pod>();

        services.TryAddSingleton(_ => ArtifactsOptions.FromEnvironment(Path.Combine(options.DataDirectory, "models")));
        services.TryAddSingleton(p => new ModelFetcher(p.GetRequiredService<ArtifactsOptions>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Func<DiskSpace>>(p => () => DiskSpace.Of(p.GetRequiredService<ModelFetcher>().Store.Folder));
        services.AddSingleton<ModelCache>();
        services.AddHostedService<ModelSealer>();
        services.TryAddSingleton<ReplicaConnector>();
        services.AddSingleton(new PortAllocator());
        services.AddSingleton(_ => CgroupRoot.Prepare(options.DataDirectory));
        services.AddSingleton(p => new InstanceContext(
            p.GetRequiredService<IResourceClient>(),
            p.GetRequiredService<ModelCache>(),
            p.GetRequiredService<IModelGate>(),
            new AddressAllocator(p.GetRequiredService<PortAllocator>(), SocketFolder.Of(options.DataDirectory)),
            ProbeClient(p.GetRequiredService<ReplicaConnector>()),
            p.GetRequiredService<ReplicaConnector>(),
            Recorder(p, "modelyard-node"),
            options,
            p.GetRequiredService<NodeSettings>(),
            p.GetRequiredService<CgroupRoot>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new InstanceLogs(p.GetRequiredService<InstanceContext>()));
        services.AddSingleton<NodeRegistration>();
        services.AddHostedService(p => p.GetRequiredService<NodeRegistration>());
        services.AddSingleton<NodeAgent>();
        services.AddHostedService(p => p.GetRequiredService<NodeAgent>());

        services.AddSingleton<RuntimeCatalog>();
        services.AddSingleton(p => new ServiceEvents(Recorder(p, "inferenceservice-controller")));
        services.AddLeaderService<InferenceServiceController>();
        services.AddLeaderService<BuiltInRuntimes>();
        return services;
    }

    private static EventRecorder Recorder(IServiceProvider services, string component) => new(
        services.GetRequiredService<IResourceClient>(),
        services.GetRequiredService<TimeProvider>(),
        component,
        services.GetRequiredService<NodeOptions>().NodeName,
        services.GetRequiredService<ILogger<EventRecorder>>());

    // Probes open a connection each: one that is reused would say nothing about whether new ones are taken. Certificates of local processes
    // are not checked, as the kubelet does not check them.
    private static HttpMessageInvoker ProbeClient(ReplicaConnector connector) => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        AllowAutoRedirect = false,
        UseProxy = false,
        ConnectCallback = connector.ConnectAsync,
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    });
}
