using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>A request in Anthropic's words, read and checked.</summary>
internal sealed record MessagesRequest(IReadOnlyList<ChatMessage> Messages, GenerationParameters Parameters)
{
    internal static MessagesRequest Read(RequestFields fields, int vocabularySize)
    {
        var messages = ReadMessages(fields);
        fields.Unsupported("tools", ChatRequest.NoTools, v => v.ValueKind is JsonValueKind.Array && v.GetArrayLength() == 0);
        fields.Unsupported("thinking", "This model does not think before it answers.", IsDisabled);
        if (fields.Member("max_tokens") is null)
        {
            fields.Missing("max_tokens");
        }

        var parameters = GenerationParameters.Read(fields, vocabularySize, topLogprobs: null, grammar: null, ChatDialect.AnthropicMessages);
        fields.ThrowIfInvalid();
        return new MessagesRequest(messages, parameters);
    }

    /// <summary>The conversation, behind what the system is told.</summary>
    internal static IReadOnlyList<ChatMessage> ReadMessages(RequestFields fields)
    {
        var reader = new ConversationReader(fields, ChatDialect.AnthropicMessages);
        var messages = reader.ReadAll();
        return fields.Member("system") is { } system && reader.Text(system, "system") is { Length: > 0 } text
            ? [new ChatMessage("system", text), .. messages]
            : messages;
    }

    private static bool IsDisabled(JsonElement thinking) =>
        thinking.ValueKind is JsonValueKind.Object && thinking.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("disabled");
}
