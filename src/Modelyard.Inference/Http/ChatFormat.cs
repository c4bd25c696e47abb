using System.Text;
using System.Text.Json;

namespace Modelyard.Inference;

internal sealed class ChatFormat(Vocabulary vocabulary) : CompletionFormat(vocabulary)
{
    internal override string IdPrefix => "chatcmpl-";

    internal override ReadOnlySpan<byte> ObjectName => "chat.completion"u8;

    internal override ReadOnlySpan<byte> ChunkName => "chat.completion.chunk"u8;

    internal override bool HasOpening => true;

    internal override void WriteOpening(Utf8JsonWriter json, int index)
    {
        Start(json, index);
        json.WriteStartObject("delta"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        End(json, FinishReason.None);
    }

    internal override void WriteDelta(Utf8JsonWriter json, int index, Generation generation, ReadOnlySpan<byte> text, Range logprobs)
    {
        Start(json, index);
        json.WriteStartObject("delta"u8);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
        WriteLogprobs(json, generation, logprobs);
        End(json, FinishReason.None);
    }

    internal override void WriteEnding(Utf8JsonWriter json, int index, FinishReason reason)
    {
        Start(json, index);
        json.WriteStartObject("delta"u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        End(json, reason);
    }

    internal override void WriteChoice(Utf8JsonWriter json, int index, Generation generation, GenerationEvent result)
    {
        Start(json, index);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, generation.Text.Slice(0, result.TextEnd).Span);
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
        WriteLogprobs(json, generation, ..result.Logprobs);
        End(json, result.Finish);
    }

    private static void Start(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
    }

    private static void End(Utf8JsonWriter json, FinishReason reason)
    {
        WriteFinish(json, reason);
        json.WriteEndObject();
    }

    private void WriteLogprobs(Utf8JsonWriter json, Generation generation, Range range)
    {
        if (generation.Request.Sampling.TopLogprobs is null)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("content"u8);
        for (var i = range.Start.Value; i < range.End.Value; i++)
        {
            var logprobs = generation.LogprobsAt(i);
            json.WriteStartObject();
            WriteToken(json, logprobs.Token, logprobs.Logprob);
            json.WriteStartArray("top_logprobs"u8);
            foreach (var top in logprobs.Top)
            {
                json.WriteStartObject();
                WriteToken(json, top.Token, top.Logprob);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
    }

    private void WriteToken(Utf8JsonWriter json, int token, float logprob)
    {
        var bytes = Vocabulary.Bytes(token);
        json.WriteString("token"u8, Encoding.UTF8.GetString(bytes));
        json.WriteNumber("logprob"u8, Finite(logprob));
        json.WriteStartArray("bytes"u8);
        foreach (var value in bytes)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    // JSON has no infinity; OpenAI too reports hopeless tokens as -9999.
    internal static float Finite(float logprob) => float.IsFinite(logprob) ? logprob : -9999;
}
