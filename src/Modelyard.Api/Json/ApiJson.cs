using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>How resources are written as JSON: camelCase, absent rather than null, times in RFC 3339 to the second.</summary>
public static class ApiJson
{
    /// <summary>Options for every resource and every part of one.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            // Kubernetes does not escape "<" or "é" either; nothing here is put into HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new Rfc3339Converter());
        options.Converters.Add(new DecimalConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
