using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>POST /tokenize</c> and <c>POST /detokenize</c> in vLLM's shape.</summary>
internal sealed class TokenizeEndpoint(ServerState state)
{
    internal async Task TokenizeAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = Find(fields);
        int[] tokens;
        if (fields.Member("messages") is not null)
        {
            var messages = new ConversationReader(fields, ChatDialect.Chat).ReadAll();
            fields.ThrowIfInvalid();
            tokens = ChatPrompt.Tokenize(served, messages);
        }
        else
        {
            var prompt = fields.Text("prompt");
            var addSpecial = fields.Flag("add_special_tokens") ?? true;
            if (prompt is null)
            {
                fields.Missing("prompt");
            }

            fields.ThrowIfInvalid();
            tokens = served.Model.Vocabulary.Tokenize(prompt!, addSpecial, parseSpecial: true);
        }

        await JsonOutput.WriteAsync(
            context.Response,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("count"u8, tokens.Length);
                json.WriteNumber("max_model_len"u8, served.ContextSize);
                json.WriteStartArray("tokens"u8);
                foreach (var token in tokens)
                {
                    json.WriteNumberValue(token);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            },
            context.RequestAborted);
    }

    internal async Task DetokenizeAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = Find(fields);
        var inputs = TokenInput.Read(fields, "tokens", served.Model.Vocabulary);
        if (inputs.Count > 1)
        {
            fields.Fail("tokens", "Invalid 'tokens': one list of token ids is expected.");
        }

        fields.ThrowIfInvalid();
        var text = served.Model.Vocabulary.Detokenize(inputs[0]);
        await JsonOutput.WriteAsync(
            context.Response,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("prompt"u8, text);
                json.WriteEndObject();
            },
            context.RequestAborted);
    }

    // The model may be left out here, as vLLM allows.
    private ServedModel Find(RequestFields fields) => fields.Text("model") is { } name ? state.Find(name) : state.Model;
}
