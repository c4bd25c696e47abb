using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>POST /v1/completions</c></summary>
internal sealed class CompletionEndpoint(ServerState state, TimeProvider time)
{
    private const int DefaultMaxTokens = 16;
    private const int MaxLogprobs = 20;
    private const int MaxChoices = 2048;

    internal async Task HandleAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = state.Find(fields.Text("model"));
        var engine = served.Generation;
        var vocabulary = served.Model.Vocabulary;
        var prompts = TokenInput.Read(fields, "prompt", vocabulary);
        var logprobs = (int?)fields.Integer("logprobs", 0, MaxLogprobs);
        RefuseUnsupported(fields);
        var parameters = GenerationParameters.Read(fields, vocabulary.Size, logprobs, ResponseFormat.Read(fields), ChatDialect.Chat);
        if ((long)prompts.Count * parameters.Choices > MaxChoices)
        {
            fields.Fail("n", $"Invalid 'n': {prompts.Count} prompts with {parameters.Choices} choices each are more than {MaxChoices}.");
        }

        fields.ThrowIfInvalid();
        var requests = prompts
            .Select(p => parameters.For(p, ContextLimit.Text(engine.ContextSize, p.Length, parameters.MaxTokens, DefaultMaxTokens)))
            .ToArray();
        using var job = CompletionJob.Start(engine, requests);
        await AnswerAsync(context, new TextFormat(vocabulary), job, parameters, served.Alias, time);
    }

    internal static async Task AnswerAsync(
        HttpContext context, CompletionFormat format, CompletionJob job, GenerationParameters parameters, string model, TimeProvider time)
    {
        using var writer = new CompletionWriter(context.Response, format, job, parameters, model, time.GetUtcNow().ToUnixTimeSeconds());
        await (parameters.Stream ? writer.StreamAsync(context.RequestAborted) : writer.WriteWholeAsync(context.RequestAborted));
    }

    private static void RefuseUnsupported(RequestFields fields)
    {
        fields.Unsupported("echo", "The prompt is not repeated in the answer.", v => v.ValueKind is JsonValueKind.False);
        fields.Unsupported("suffix", "This server does not insert text.", v => v.ValueKind is JsonValueKind.String && v.GetString() is "");
        fields.Unsupported(
            "best_of",
            "Ask for several choices with n.",
            v => v.ValueKind is JsonValueKind.Number && v.TryGetInt32(out var best) && best == (fields.Integer("n", 1, int.MaxValue) ?? 1));
    }
}
