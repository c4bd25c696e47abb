using Microsoft.Extensions.Configuration;

namespace Modelyard.Telemetry;

/// <summary>Where the variables of OpenTelemetry say that measurements and spans go; nowhere, as long as none of them names a place.</summary>
internal sealed class OtlpDestinations(IConfiguration variables)
{
    public OtlpDestination? Metrics => Of("METRICS");

    public OtlpDestination? Traces => Of("TRACES");

    private OtlpDestination? Of(string signal)
    {
        var own = variables[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"];
        var isNamed = !string.IsNullOrWhiteSpace(own) || !string.IsNullOrWhiteSpace(variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var isOff = string.Equals(variables[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase);
        return isNamed && !isOff ? new OtlpDestination(variables, signal) : null;
    }
}
