using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>POST /v1/chat/completions</c></summary>
internal sealed class ChatEndpoint(ServerState state, TimeProvider time)
{
    internal async Task HandleAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = state.Find(fields.Text("model"));
        var engine = served.Generation;
        var request = ChatRequest.Read(fields, served.Model.Vocabulary.Size);
        var prompt = ChatPrompt.Tokenize(served, request.Messages);
        var maxTokens = ContextLimit.Chat(engine.ContextSize, prompt.Length, request.Parameters.MaxTokens, ChatDialect.Chat.Messages);
        using var job = CompletionJob.Start(engine, [request.Parameters.For(prompt, maxTokens)]);
        await CompletionEndpoint.AnswerAsync(context, new ChatFormat(served.Model.Vocabulary), job, request.Parameters, served.Alias, time);
    }
}
