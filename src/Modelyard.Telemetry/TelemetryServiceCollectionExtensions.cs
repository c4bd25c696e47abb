using Microsoft.Extensions.DependencyInjection;

namespace Modelyard.Telemetry;

/// <summary>Has a host measured and traced.</summary>
public static class TelemetryServiceCollectionExtensions
{
    /// <summary>Reads the meters for as long as the host runs, and sends measurements and spans away when the variables of OpenTelemetry say where to.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, Action<TelemetryOptions> configure)
    {
        services.Configure(configure);
        services.AddSingleton<PrometheusExporter>();
        services.AddHostedService<TelemetryService>();
        return services;
    }
}
