using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>POST /v1/responses</c>. Nothing is stored: an answer cannot be asked for again, or referred to.</summary>
internal sealed class ResponsesEndpoint(ServerState state, TimeProvider time)
{
    internal async Task HandleAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = state.Find(fields.Text("model"));
        var engine = served.Generation;
        var request = ResponsesRequest.Read(fields, served.Model.Vocabulary.Size);
        var prompt = ChatPrompt.Tokenize(served, request.Messages);
        var maxTokens = ContextLimit.Chat(engine.ContextSize, prompt.Length, request.Parameters.MaxTokens, ChatDialect.OpenAIResponses.Messages);
        using var job = CompletionJob.Start(engine, [request.Parameters.For(prompt, maxTokens)]);
        await AnswerWriter.WriteAsync(context, new ResponsesFormat(request, served.Alias, time.GetUtcNow().ToUnixTimeSeconds()), job, request.Parameters.Stream);
    }
}
