using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Modelyard.Telemetry;

/// <summary>Listens to meters and span sources. Spans are made only when there is somewhere to send them.</summary>
internal sealed class TelemetryService(IOptions<TelemetryOptions> options, PrometheusExporter prometheus) : IHostedService, IDisposable
{
    private readonly TelemetryOptions _options = options.Value;
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var otlp = new OtlpDestinations(_options.Variables);
        _meters = Meters(otlp.Metrics);
        _traces = otlp.Traces is { } destination ? Traces(destination) : null;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Sends what is left.
    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
    }

    private MeterProvider Meters(OtlpDestination? otlp)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(_options.Variables))
            .ConfigureResource(Describe)
            .AddMeter([.. _options.Meters])
            .AddReader(new BaseExportingMetricReader(prometheus));
        if (otlp is not null)
        {
            builder.AddOtlpExporter(otlp.Apply);
        }

        return builder.Build();
    }

    private TracerProvider Traces(OtlpDestination otlp) => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(_options.Variables))
        .ConfigureResource(Describe)
        .AddSource([.. _options.Sources])
        .AddOtlpExporter(otlp.Apply)
        .Build();

    // What the variables say comes last, and wins.
    private void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService(_options.ServiceName, serviceVersion: _options.ServiceVersion)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
