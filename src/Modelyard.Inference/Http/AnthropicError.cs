using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>Anthropic's error object.</summary>
internal static class AnthropicError
{
    internal static void Write(Utf8JsonWriter json, ApiException error)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        WriteMember(json, error);
        json.WriteEndObject();
    }

    internal static void WriteMember(Utf8JsonWriter json, ApiException error)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, error.Status switch
        {
            404 => "not_found_error"u8,
            413 => "request_too_large"u8,
            503 => "overloaded_error"u8,
            >= 500 => "api_error"u8,
            _ => "invalid_request_error"u8,
        });

        // There is no member that names the parameter.
        json.WriteString("message"u8, error.Param is { } param && !error.Message.Contains(param, StringComparison.Ordinal) ? $"{param}: {error.Message}" : error.Message);
        json.WriteEndObject();
    }
}
