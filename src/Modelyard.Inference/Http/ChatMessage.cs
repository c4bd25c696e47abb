using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>One message as a template takes it: a role and plain text.</summary>
internal sealed record ChatMessage(string Role, string Content)
{
    internal static IReadOnlyList<ChatMessage> ReadAll(RequestFields fields)
    {
        switch (fields.Member("messages"))
        {
            case null:
                fields.Missing("messages");
                return [];
            case { ValueKind: JsonValueKind.Array } array when array.GetArrayLength() == 0:
                fields.Fail("messages", "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.", "empty_array");
                return [];
            case { ValueKind: JsonValueKind.Array } array:
                var messages = new List<ChatMessage>(array.GetArrayLength());
                foreach (var element in array.EnumerateArray())
                {
                    if (Read(fields, element, $"messages[{messages.Count}]") is not { } message)
                    {
                        break;
                    }

                    messages.Add(message);
                }

                return messages;
            case { } other:
                fields.Wrong<object>("messages", "an array of objects", other);
                return [];
        }
    }

    private static ChatMessage? Read(RequestFields fields, JsonElement element, string path)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return fields.Wrong<ChatMessage>(path, "an object", element);
        }

        if (!element.TryGetProperty("role", out var name) || name.ValueKind is not JsonValueKind.String)
        {
            fields.Missing($"{path}.role");
            return null;
        }

        if (element.TryGetProperty("tool_calls", out var calls) && calls.ValueKind is JsonValueKind.Array && calls.GetArrayLength() > 0)
        {
            fields.Fail($"{path}.tool_calls", ChatRequest.NoTools, "unsupported_parameter");
            return null;
        }

        // What OpenAI renamed to "developer" is what every open model's template calls "system".
        var role = name.GetString() switch
        {
            "developer" => "system",
            "system" or "user" or "assistant" => name.GetString(),
            _ => null,
        };
        if (role is null)
        {
            var reason = name.GetString() is "tool" or "function" ? ChatRequest.NoTools : "Supported values are: 'system', 'developer', 'user', and 'assistant'.";
            fields.Fail($"{path}.role", $"Invalid value: '{name.GetString()}'. {reason}");
            return null;
        }

        return ContentText(fields, element, path) is { } content ? new ChatMessage(role, content) : null;
    }

    private static string? ContentText(RequestFields fields, JsonElement message, string path)
    {
        if (!message.TryGetProperty("content", out var content) || content.ValueKind is JsonValueKind.Null)
        {
            fields.Missing($"{path}.content");
            return null;
        }

        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return content.GetString();
            case JsonValueKind.Array:
                var texts = new List<string>();
                foreach (var part in content.EnumerateArray())
                {
                    if (Part(fields, part, $"{path}.content[{texts.Count}]") is not { } text)
                    {
                        return null;
                    }

                    texts.Add(text);
                }

                return string.Join('\n', texts);
            default:
                return fields.Wrong<string>($"{path}.content", "a string or an array of content parts", content);
        }
    }

    private static string? Part(RequestFields fields, JsonElement part, string path)
    {
        if (part.ValueKind is not JsonValueKind.Object || !part.TryGetProperty("type", out var type) || type.ValueKind is not JsonValueKind.String)
        {
            fields.Missing($"{path}.type");
            return null;
        }

        if (type.GetString() is not "text")
        {
            fields.Fail($"{path}.type", $"Invalid value: '{type.GetString()}'. This model takes text only: use content parts of type 'text'.");
            return null;
        }

        if (!part.TryGetProperty("text", out var text) || text.ValueKind is not JsonValueKind.String)
        {
            fields.Missing($"{path}.text");
            return null;
        }

        return text.GetString();
    }
}
