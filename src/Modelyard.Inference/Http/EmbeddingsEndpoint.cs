using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>POST /v1/embeddings</c></summary>
internal sealed class EmbeddingsEndpoint(ServerState state)
{
    internal async Task HandleAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context);
        var fields = new RequestFields(body.RootElement);
        var served = state.Find(fields.Text("model"));
        var engine = served.Embedding;
        var inputs = TokenInput.Read(fields, "input", served.Model.Vocabulary);
        var base64 = IsBase64(fields);
        if (fields.Integer("dimensions", 1, int.MaxValue) is { } dimensions && dimensions != engine.Dimensions)
        {
            // A shortened vector is only meaningful for models trained for it, and no model file says whether it was.
            fields.Fail("dimensions", $"Invalid 'dimensions': this model's embeddings have {engine.Dimensions} dimensions and cannot be shortened.");
        }

        fields.ThrowIfInvalid();
        foreach (var input in inputs)
        {
            ContextLimit.Embedding(engine.MaxTokens, input.Length);
        }

        var vectors = await EmbedAsync(engine, inputs, context.RequestAborted);
        await JsonOutput.WriteAsync(context.Response, json => Write(json, served.Alias, vectors, inputs.Sum(i => i.Length), base64), context.RequestAborted);
    }

    private static async Task<float[][]> EmbedAsync(EmbeddingEngine engine, IReadOnlyList<int[]> inputs, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.EmbedAsync(inputs, cancellationToken);
        }
        catch (QueueFullException full)
        {
            throw ApiException.From(full);
        }
        catch (EngineStoppedException)
        {
            throw ApiException.Stopping();
        }
    }

    private static bool IsBase64(RequestFields fields)
    {
        switch (fields.Text("encoding_format"))
        {
            case null or "float":
                return false;
            case "base64":
                return true;
            case { } other:
                fields.Fail("encoding_format", $"Invalid value: '{other}'. Supported values are: 'float' and 'base64'.");
                return false;
        }
    }

    private static void Write(Utf8JsonWriter json, string model, float[][] vectors, int tokens, bool base64)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        for (var i = 0; i < vectors.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, i);
            if (base64)
            {
                json.WriteBase64String("embedding"u8, MemoryMarshal.AsBytes(vectors[i].AsSpan()));
            }
            else
            {
                json.WriteStartArray("embedding"u8);
                foreach (var value in vectors[i])
                {
                    json.WriteNumberValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, model);
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, tokens);
        json.WriteNumber("total_tokens"u8, tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
