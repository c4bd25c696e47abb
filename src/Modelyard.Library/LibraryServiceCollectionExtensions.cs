using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>The library's controllers, as hosted services.</summary>
public static class LibraryServiceCollectionExtensions
{
    /// <summary>
    /// Adds what brings models into the library and takes them to their approval. Needs an <see cref="IResourceClient"/>, a
    /// <see cref="Artifacts.ModelFetcher"/>, a <see cref="RepositoryPlanner"/> and logging.
    /// </summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services, LibraryOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<VersionFetch>();

        services.AddInformer<ModelRepository>();
        services.AddInformer<ModelVersion>();
        services.AddInformer<ModelApproval>();
        services.AddInformer<ApprovalPolicy>();

        services.AddLeaderService<RepositoryController>();
        services.AddLeaderService<VersionController>();
        return services;
    }
}
