namespace Modelyard.Telemetry;

/// <summary>A text that Prometheus reads.</summary>
internal enum ExpositionFormat
{
    /// <summary>Its own, version 0.0.4.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.0.</summary>
    OpenMetrics,
}
