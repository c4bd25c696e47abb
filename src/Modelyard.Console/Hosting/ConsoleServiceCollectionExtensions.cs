using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>What the console needs in the host of the controllers.</summary>
public static class ConsoleServiceCollectionExtensions
{
    /// <summary>Adds the controller of identity providers. Needs an <see cref="IResourceClient"/>, a <see cref="TimeProvider"/> and logging.</summary>
    public static IServiceCollection AddIdentityProviders(this IServiceCollection services)
    {
        services.AddInformer<IdentityProvider>();
        services.AddLeaderService<IdentityProviderController>();
        return services;
    }
}
