using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>A request for a response, read and checked.</summary>
internal sealed record ResponsesRequest(string? Instructions, IReadOnlyList<ChatMessage> Messages, GenerationParameters Parameters)
{
    private const string NothingStored = "This server stores no responses: send the whole conversation as input.";

    internal static ResponsesRequest Read(RequestFields fields, int vocabularySize)
    {
        var instructions = fields.Text("instructions");
        IReadOnlyList<ChatMessage> input = fields.Member("input") is { ValueKind: JsonValueKind.String } text
            ? [new ChatMessage("user", text.GetString()!)]
            : new ConversationReader(fields, ChatDialect.OpenAIResponses).ReadAll();
        RefuseUnsupported(fields);
        var parameters = GenerationParameters.Read(fields, vocabularySize, topLogprobs: null, ResponseFormat.ReadOfText(fields), ChatDialect.OpenAIResponses);
        fields.ThrowIfInvalid();
        return new ResponsesRequest(instructions, instructions is { Length: > 0 } ? [new ChatMessage("system", instructions), .. input] : input, parameters);
    }

    private static void RefuseUnsupported(RequestFields fields)
    {
        var toolsOff = fields.Member("tool_choice") is { ValueKind: JsonValueKind.String } choice && choice.ValueEquals("none");
        fields.Unsupported("tools", ChatRequest.NoTools + " Leave them out, or send tool_choice \"none\".", v => toolsOff || (v.ValueKind is JsonValueKind.Array && v.GetArrayLength() == 0));
        fields.Unsupported("previous_response_id", NothingStored);
        fields.Unsupported("conversation", NothingStored);
        fields.Unsupported("prompt", NothingStored);
        fields.Unsupported("background", "Responses are made while the client waits.", v => v.ValueKind is JsonValueKind.False);
        fields.Unsupported("top_logprobs", "Log probabilities are in chat completions only.", v => v.ValueKind is JsonValueKind.Number && v.TryGetInt32(out var top) && top == 0);
        fields.Unsupported("truncation", "What does not fit into the context is refused.", v => v.ValueKind is JsonValueKind.String && v.ValueEquals("disabled"));
    }
}
