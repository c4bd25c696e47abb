using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>A chat completion request, read and checked.</summary>
internal sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, GenerationParameters Parameters)
{
    internal const string NoTools = "This server applies chat templates that have no place for tools.";

    private const int MaxTopLogprobs = 20;

    internal static ChatRequest Read(RequestFields fields, int vocabularySize)
    {
        var messages = new ConversationReader(fields, ChatDialect.Chat).ReadAll();
        RefuseUnsupported(fields);
        var parameters = GenerationParameters.Read(fields, vocabularySize, TopLogprobs(fields), ResponseFormat.Read(fields), ChatDialect.Chat);
        fields.ThrowIfInvalid();
        return new ChatRequest(messages, parameters);
    }

    private static void RefuseUnsupported(RequestFields fields)
    {
        var toolsOff = fields.Member("tool_choice") is { ValueKind: JsonValueKind.String } choice && choice.ValueEquals("none");
        fields.Unsupported("tools", NoTools + " Leave them out, or send tool_choice \"none\".", value => toolsOff || IsEmpty(value));
        fields.Unsupported("functions", NoTools, IsEmpty);
        fields.Unsupported("audio", "This model produces text only.");
        fields.Unsupported("web_search_options", "This model has no web search.");
        fields.Unsupported(
            "modalities",
            "This model produces text only.",
            value => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(m => m.ValueKind is JsonValueKind.String && m.ValueEquals("text")));
    }

    private static int? TopLogprobs(RequestFields fields)
    {
        var wanted = fields.Flag("logprobs") ?? false;
        var top = fields.Integer("top_logprobs", 0, MaxTopLogprobs);
        if (top is not null && !wanted)
        {
            fields.Fail("top_logprobs", "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.");
        }

        return wanted ? (int)(top ?? 0) : null;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0;
}
