using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>Reads the messages of a request and notes what is wrong with them.</summary>
internal sealed class ConversationReader(RequestFields fields, ChatDialect dialect)
{
    internal IReadOnlyList<ChatMessage> ReadAll()
    {
        var name = dialect.Messages;
        switch (fields.Member(name))
        {
            case null:
                fields.Missing(name);
                return [];
            case { ValueKind: JsonValueKind.Array } array when array.GetArrayLength() == 0:
                fields.Fail(name, $"Invalid '{name}': empty array. Expected an array with minimum length 1, but got an empty array instead.", "empty_array");
                return [];
            case { ValueKind: JsonValueKind.Array } array:
                var messages = new List<ChatMessage>(array.GetArrayLength());
                foreach (var element in array.EnumerateArray())
                {
                    if (Read(element, $"{name}[{messages.Count}]") is not { } message)
                    {
                        break;
                    }

                    messages.Add(message);
                }

                return messages;
            case { } other:
                fields.Wrong<object>(name, "an array of objects", other);
                return [];
        }
    }

    /// <summary>A text, or a list of parts that are; null when it is neither, which is noted.</summary>
    internal string? Text(JsonElement content, string path)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return content.GetString();
            case JsonValueKind.Array:
                var texts = new List<string>();
                foreach (var part in content.EnumerateArray())
                {
                    if (Part(part, $"{path}[{texts.Count}]") is not { } text)
                    {
                        return null;
                    }

                    texts.Add(text);
                }

                return string.Join('\n', texts);
            default:
                return fields.Wrong<string>(path, "a string or an array of content parts", content);
        }
    }

    private ChatMessage? Read(JsonElement element, string path)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return fields.Wrong<ChatMessage>(path, "an object", element);
        }

        if (element.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && !type.ValueEquals("message"))
        {
            fields.Fail($"{path}.type", $"Invalid value: '{type.GetString()}'. This model takes messages only: use items of type 'message'.");
            return null;
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

        var role = name.GetString()!;
        if (!dialect.Roles.Contains(role))
        {
            var reason = role is "tool" or "function" ? ChatRequest.NoTools : $"Supported values are: {Supported()}.";
            fields.Fail($"{path}.role", $"Invalid value: '{role}'. {reason}");
            return null;
        }

        if (!element.TryGetProperty("content", out var content) || content.ValueKind is JsonValueKind.Null)
        {
            fields.Missing($"{path}.content");
            return null;
        }

        // What OpenAI renamed to "developer" is what every open model's template calls "system".
        return Text(content, $"{path}.content") is { } text ? new ChatMessage(role == "developer" ? "system" : role, text) : null;
    }

    private string? Part(JsonElement part, string path)
    {
        if (part.ValueKind is not JsonValueKind.Object || !part.TryGetProperty("type", out var type) || type.ValueKind is not JsonValueKind.String)
        {
            fields.Missing($"{path}.type");
            return null;
        }

        if (!dialect.TextTypes.Contains(type.GetString()))
        {
            fields.Fail($"{path}.type", $"Invalid value: '{type.GetString()}'. This model takes text only: use content parts of type '{dialect.TextTypes[0]}'.");
            return null;
        }

        if (!part.TryGetProperty("text", out var text) || text.ValueKind is not JsonValueKind.String)
        {
            fields.Missing($"{path}.text");
            return null;
        }

        return text.GetString();
    }

    private string Supported()
    {
        var quoted = dialect.Roles.Select(r => $"'{r}'").ToList();
        return quoted.Count > 2 ? $"{string.Join(", ", quoted.SkipLast(1))}, and {quoted[^1]}" : string.Join(" and ", quoted);
    }
}
