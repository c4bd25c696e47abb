using Microsoft.Extensions.DependencyInjection;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>The parts of the console.</summary>
internal static class ConsoleRegistration
{
    public static void AddConsole(this IServiceCollection services, ConsoleOptions options, HttpMessageHandler api)
    {
        services.AddSingleton(options);
        services.AddSingleton(new ApiTransport(options, api));
        services.AddSingleton<IResourceClient>(new ResourceClient(new ApiConnection(api, options.Api)));
        services.AddSingleton<SessionBook>();
        services.AddSingleton<AddressThrottle>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<RequestGuard>();
        services.AddSingleton<ClientSecrets>();
        services.AddSingleton<ProviderBook>();
        services.AddSingleton<IdTokenVerifier>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton<ProviderSignOut>();
        services.AddSingleton<TicketSeal>();
        services.AddSingleton(WebAssets.Load(options.WebRoot));

        services.AddSingleton<ApiSurface>();
        services.AddSingleton<PlaygroundKeys>();
        services.AddHostedService<PlaygroundKeySweeper>();
        services.AddSingleton<GatewaySurface>();
        services.AddSingleton<SessionSurface>();
        services.AddSingleton<WatchSurface>();
        services.AddSingleton<ConfigSurface>();
        services.AddSingleton<SignInSurface>();
        services.AddSingleton<AssetSurface>();
        services.AddSingleton<ConsolePipeline>();
    }
}
