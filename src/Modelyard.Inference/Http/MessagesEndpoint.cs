using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>POST /v1/messages</c> and <c>POST /v1/messages/count_tokens</c>, Anthropic's way to chat.</summary>
internal sealed class MessagesEndpoint(ServerState state)
{
    internal const string Path = "/v1/messages";

    internal async Task HandleAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = state.Find(fields.Text("model"));
        var engine = served.Generation;
        var request = MessagesRequest.Read(fields, served.Model.Vocabulary.Size);
        var prompt = ChatPrompt.Tokenize(served, request.Messages);
        var maxTokens = ContextLimit.Chat(engine.ContextSize, prompt.Length, request.Parameters.MaxTokens, ChatDialect.AnthropicMessages.Messages);
        using var job = CompletionJob.Start(engine, [request.Parameters.For(prompt, maxTokens)]);
        await AnswerWriter.WriteAsync(context, new MessagesFormat(served.Alias), job, request.Parameters.Stream);
    }

    internal async Task CountAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = state.Find(fields.Text("model"));
        var messages = MessagesRequest.ReadMessages(fields);
        fields.ThrowIfInvalid();
        var tokens = ChatPrompt.Tokenize(served, messages);
        await JsonOutput.WriteAsync(
            context.Response,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("input_tokens"u8, tokens.Length);
                json.WriteEndObject();
            },
            context.RequestAborted);
    }
}
