namespace Modelyard.Inference;

/// <summary>The context window: how much of it is left for the output, or the error in OpenAI's words.</summary>
internal static class ContextLimit
{
    private const string Code = "context_length_exceeded";

    internal static int Chat(int context, int prompt, int? maxTokens, string param)
    {
        if (prompt >= context)
        {
            throw ApiException.BadRequest(
                $"This model's maximum context length is {context} tokens. However, your messages resulted in {prompt} tokens. Please reduce the length of the messages.",
                param, Code);
        }

        return maxTokens is { } asked && asked > context - prompt
            ? throw ApiException.BadRequest(
                $"This model's maximum context length is {context} tokens. However, you requested {(long)prompt + asked} tokens ({prompt} in the messages, {asked} in the completion). Please reduce the length of the messages or completion.",
                param, Code)
            : maxTokens ?? context - prompt;
    }

    internal static int Text(int context, int prompt, int? maxTokens, int defaultTokens)
    {
        var asked = maxTokens ?? Math.Min(defaultTokens, Math.Max(1, context - prompt));
        return asked > context - prompt
            ? throw ApiException.BadRequest(
                $"This model's maximum context length is {context} tokens, however you requested {(long)prompt + asked} tokens ({prompt} in your prompt; {asked} for the completion). Please reduce your prompt; or completion length.",
                "prompt", Code)
            : asked;
    }

    internal static void Embedding(int limit, int input)
    {
        if (input > limit)
        {
            throw ApiException.BadRequest(
                $"This model's maximum context length is {limit} tokens, however you requested {input} tokens ({input} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.",
                "input", Code);
        }
    }
}
