using Microsoft.Extensions.Configuration;

namespace Modelyard.Telemetry;

/// <summary>What is measured and traced of a process.</summary>
public sealed class TelemetryOptions
{
    /// <summary>What the process is, where <c>OTEL_SERVICE_NAME</c> does not say otherwise.</summary>
    public string ServiceName { get; set; } = "modelyard";

    /// <summary>Its version; null when nobody knows.</summary>
    public string? ServiceVersion { get; set; }

    /// <summary>The meters that are read; <c>*</c> stands for any letters.</summary>
    public IList<string> Meters { get; } = ["Modelyard.*", "System.Runtime"];

    /// <summary>The sources of spans.</summary>
    public IList<string> Sources { get; } = ["Modelyard.*"];

    /// <summary>Where the variables that OpenTelemetry defines are read from, such as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public IConfiguration Variables { get; set; } = new ConfigurationBuilder().AddEnvironmentVariables().Build();
}
