using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>What a host needs to follow kinds.</summary>
public static class ClientServiceCollectionExtensions
{
    /// <summary>One shared informer of all objects of <typeparamref name="T"/>; safe to ask for from several places.</summary>
    public static IServiceCollection AddInformer<T>(this IServiceCollection services)
        where T : Resource
    {
        services.TryAddSingleton(p => new Informer<T>(
            p.GetRequiredService<IResourceClient>(), ListOptions.All, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<Informer<T>>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InformerService<T>>());
        return services;
    }

    /// <summary>
    /// A hosted service that runs in one of all processes that share an API: the one that holds the Lease of the host's
    /// <see cref="LeaderElectionOptions"/>. Without such options it runs like any other. It must bear to be started again after it was stopped.
    /// </summary>
    public static IServiceCollection AddLeaderService<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddSingleton(new LeaderOnly(typeof(T)));
        services.TryAddSingleton(p => new LeaderService(
            p.GetServices<LeaderOnly>(), p, p.GetService<LeaderElectionOptions>() is { } options ? Elector(p, options) : null));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LeaderService>(p => p.GetRequiredService<LeaderService>()));
        return services;
    }

    private static LeaderElector Elector(IServiceProvider services, LeaderElectionOptions options) => new(
        services.GetRequiredService<IResourceClient>(), options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<LeaderElector>>());
}
