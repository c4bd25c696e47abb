using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Organizations, endpoints and deployments, as hosted services.</summary>
public static class ServingServiceCollectionExtensions
{
    /// <summary>
    /// Adds the controllers of organizations, endpoints and deployments. Needs an <see cref="IResourceClient"/>, logging and, unless the
    /// system's is meant, a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddServing(this IServiceCollection services, ServingOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<GatewayUrls>();
        services.AddSingleton<RuntimeLister>();
        services.AddSingleton<DeploymentSurroundings>();
        services.AddSingleton<OrganizationReaders>();
        services.AddSingleton<MemberRights>();
        services.TryAddSingleton(new ExternalPace());
        services.AddSingleton<ExternalProbe>();
        services.AddSingleton<ExternalVerdicts>();

        services.AddInformer<Organization>();
        services.AddInformer<Namespace>();
        services.AddInformer<RoleBinding>();
        services.AddInformer<Endpoint>();
        services.AddInformer<ModelDeployment>();
        services.AddInformer<ModelVersion>();
        services.AddInformer<InferenceService>();
        services.AddInformer<ServingRuntime>();
        services.AddInformer<ClusterServingRuntime>();
        services.AddInformer<Pod>();

        services.AddLeaderService<OrganizationController>();
        services.AddLeaderService<MemberPoll>();
        services.AddLeaderService<ModelDeploymentController>();
        services.AddLeaderService<ExternalProbeController>();
        services.AddLeaderService<EndpointController>();
        return services;
    }
}
