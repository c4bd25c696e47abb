using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Modelyard.Telemetry;

/// <summary>Where one signal goes. The exporter itself reads the variables that are common to all signals; those of a single signal are read here.</summary>
internal sealed class OtlpDestination(IConfiguration variables, string signal)
{
    public void Apply(OtlpExporterOptions options)
    {
        if (Own("PROTOCOL") is { } protocol)
        {
            options.Protocol = protocol switch
            {
                "grpc" => OtlpExportProtocol.Grpc,
                "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
                _ => throw Invalid("PROTOCOL", protocol, "grpc or http/protobuf"),
            };
        }

        if (Own("ENDPOINT") is { } endpoint)
        {
            options.Endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : throw Invalid("ENDPOINT", endpoint, "a URL such as http://collector:4318/v1/" + signal.ToLowerInvariant());
        }

        if (Own("HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        if (Own("TIMEOUT") is { } timeout)
        {
            options.TimeoutMilliseconds = int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                ? milliseconds
                : throw Invalid("TIMEOUT", timeout, "a number of milliseconds");
        }
    }

    private string? Own(string what) => variables[Name(what)] is { Length: > 0 } value ? value : null;

    private string Name(string what) => $"OTEL_EXPORTER_OTLP_{signal}_{what}";

    private InvalidOperationException Invalid(string what, string value, string wanted) => new($"{Name(what)} is \"{value}\"; it must be {wanted}.");
}
