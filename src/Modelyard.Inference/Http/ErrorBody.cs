using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>OpenAI's error object: all four members, always.</summary>
internal static class ErrorBody
{
    internal static void Write(Utf8JsonWriter json, string message, string type, string? param, string? code)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, message);
        json.WriteString("type"u8, type);
        json.WriteString("param"u8, param);
        json.WriteString("code"u8, code);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
