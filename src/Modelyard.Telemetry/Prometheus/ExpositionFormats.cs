using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Modelyard.Telemetry;

/// <summary>Which text is meant, and what it is called.</summary>
internal static class ExpositionFormats
{
    private const string OpenMetricsType = "application/openmetrics-text";
    private const string OpenMetricsVersion = "1.0.0";

    public static string ContentTypeOf(ExpositionFormat format) => format == ExpositionFormat.OpenMetrics
        ? $"{OpenMetricsType}; version={OpenMetricsVersion}; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>What the asker likes best. Who says nothing, or nothing that can be read, gets the text a person can read too.</summary>
    public static ExpositionFormat Negotiate(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return ExpositionFormat.Text;
        }

        double openMetrics = 0, text = 0;
        foreach (var type in types)
        {
            var quality = type.Quality ?? 1;
            if (type.MediaType.Equals(OpenMetricsType, StringComparison.OrdinalIgnoreCase))
            {
                openMetrics = IsOurVersion(type) ? Math.Max(openMetrics, quality) : openMetrics;
            }
            else if (type.MatchesAllTypes || type.Type.Equals("text", StringComparison.OrdinalIgnoreCase))
            {
                text = Math.Max(text, quality);
            }
        }

        return openMetrics > 0 && openMetrics >= text ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
    }

    private static bool IsOurVersion(MediaTypeHeaderValue type)
    {
        foreach (var parameter in type.Parameters)
        {
            if (parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase))
            {
                return HeaderUtilities.RemoveQuotes(parameter.Value).Equals(OpenMetricsVersion, StringComparison.Ordinal);
            }
        }

        return true;
    }
}
