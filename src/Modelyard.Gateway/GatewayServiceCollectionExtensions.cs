using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>Puts the gateway into a host of its own.</summary>
public static class GatewayServiceCollectionExtensions
{
    /// <summary>
    /// Adds the gateway. The host must also have an <see cref="IResourceClient"/>, an <see cref="Ledger.ApiKeyDirectory"/>, a <see cref="Ledger.MemberDirectory"/>, a <see cref="Ledger.UsageJournal"/> and a <see cref="Ledger.UsageSpending"/>. The limits of its web
    /// server become the gateway's, so nothing else should be served by it.
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, Action<GatewayOptions> configure)
    {
        services.AddOptions<GatewayOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>());

        // Last: where HTTPS is added, the web server must have been told of the services.
        services.AddOptions<KestrelServerOptions>().PostConfigure<IOptions<GatewayOptions>>(ConfigureKestrel);

        // Nothing that runs on the way of a call blocks; to be handed from thread to thread would double what the gateway adds to it.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging(QuietWebServer);
        services.AddRouting();
        services.AddMetrics();

        services.AddInformer<InferenceService>();
        services.AddInformer<Pod>();
        services.AddInformer<ModelDeployment>();
        services.AddInformer<Endpoint>();
        services.AddInformer<Organization>();
        services.AddInformer<Namespace>();
        services.AddSingleton<NamedInformers<Secret>>();
        services.AddSingleton<ClusterInformers>();
        services.AddSingleton<ModelDirectory>();
        services.AddHostedService(p => p.GetRequiredService<ModelDirectory>());
        services.AddHostedService<ApiKeyRefresher>();

        services.AddSingleton<ModelResolver>();
        services.AddSingleton<ReplicaTransport>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<GatewayGauges>();
        services.AddSingleton<OutsideCertificates>();
        services.AddSingleton<AssignRequestId>();
        services.AddSingleton<AdmitFromOutside>();
        services.AddSingleton<Authenticate>();
        services.AddSingleton<ReadRequest>();
        services.AddSingleton<AuthorizeModel>();
        services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        services.AddSingleton<GatewayClock>();
        services.AddSingleton<ReplicaExchange>();
        services.AddSingleton<LimitGroups>();
        services.AddSingleton<SharedLimits>();
        services.AddHostedService(p => p.GetRequiredService<SharedLimits>());
        services.AddSingleton<Limiter>();
        services.AddSingleton<BudgetBook>();
        services.AddHostedService(p => p.GetRequiredService<BudgetBook>());
        services.AddSingleton<ReserveBudget>();
        services.AddSingleton<AnswerFromCache>();
        services.AddSingleton<OpenAccount>();
        services.AddSingleton<ReserveLimits>();
        services.AddSingleton<ChooseReplica>();
        services.AddSingleton<BeginUsage>();
        services.AddSingleton<Forward>();
        services.AddSingleton<ListModels>();
        services.AddSingleton<GetModel>();
        services.AddSingleton<Settle>();
        return services;
    }

    // It would log each call once more, and every broken-off answer as an error of the application. The gateway logs both itself, with their request ids.
    // Without a log of its own it does not begin an activity for each request either.
    private static void QuietWebServer(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);

    private static void ConfigureKestrel(KestrelServerOptions kestrel, IOptions<GatewayOptions> options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Value.Listen);
        if (options.Value.External is { } external)
        {
            kestrel.Listen(external.Listen, listen =>
            {
                OutsideConnection.MarkAll(listen);
                listen.UseHttps(kestrel.ApplicationServices.GetRequiredService<OutsideCertificates>().Handshakes);
            });
        }

        // The gateway has its own limit, with an answer in OpenAI's shape.
        kestrel.Limits.MaxRequestBodySize = null;
    }
}
