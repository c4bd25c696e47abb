using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>Tokens of one request, over all its choices; a prompt counts once however many choices continue it.</summary>
internal readonly record struct Usage(int Prompt, int Completion, int Cached)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, Prompt);
        json.WriteNumber("completion_tokens"u8, Completion);
        json.WriteNumber("total_tokens"u8, Prompt + Completion);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, Cached);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
