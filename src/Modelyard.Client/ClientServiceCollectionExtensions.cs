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
}
