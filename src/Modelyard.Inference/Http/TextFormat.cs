using System.Text;
using System.Text.Json;

namespace Modelyard.Inference;

internal sealed class TextFormat(Vocabulary vocabulary) : CompletionFormat(vocabulary)
{
    internal override string IdPrefix => "cmpl-";

    internal override ReadOnlySpan<byte> ObjectName => "text_completion"u8;

    internal override ReadOnlySpan<byte> ChunkName => "text_completion"u8;

    internal override bool HasOpening => false;

    internal override void WriteOpening(Utf8JsonWriter json, int index)
    {
    }

    internal override void WriteDelta(Utf8JsonWriter json, int index, Generation generation, ReadOnlySpan<byte> text, Range logprobs) =>
        Write(json, index, generation, text, logprobs, FinishReason.None);

    internal override void WriteEnding(Utf8JsonWriter json, int index, FinishReason reason) =>
        Write(json, index, null, ""u8, default, reason);

    internal override void WriteChoice(Utf8JsonWriter json, int index, Generation generation, GenerationEvent result) =>
        Write(json, index, generation, generation.Text.Slice(0, result.TextEnd).Span, ..result.Logprobs, result.Finish);

    private void Write(Utf8JsonWriter json, int index, Generation? generation, ReadOnlySpan<byte> text, Range logprobs, FinishReason reason)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteString("text"u8, text);
        WriteLogprobs(json, generation, logprobs);
        WriteFinish(json, reason);
        json.WriteEndObject();
    }

    private void WriteLogprobs(Utf8JsonWriter json, Generation? generation, Range range)
    {
        if (generation?.Request.Sampling.TopLogprobs is null)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        var tokens = Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value).Select(generation.LogprobsAt).ToArray();
        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("tokens"u8);
        foreach (var token in tokens)
        {
            json.WriteStringValue(Text(token.Token));
        }

        json.WriteEndArray();
        json.WriteStartArray("token_logprobs"u8);
        foreach (var token in tokens)
        {
            json.WriteNumberValue(ChatFormat.Finite(token.Logprob));
        }

        json.WriteEndArray();
        json.WriteStartArray("top_logprobs"u8);
        foreach (var token in tokens)
        {
            json.WriteStartObject();
            // Two tokens can have the same text; an object cannot have the same member twice.
            foreach (var top in token.Top.DistinctBy(t => Text(t.Token)))
            {
                json.WriteNumber(Text(top.Token), ChatFormat.Finite(top.Logprob));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteOffsets(json, generation, range);
        json.WriteEndObject();
    }

    private void WriteOffsets(Utf8JsonWriter json, Generation generation, Range range)
    {
        var offset = 0;
        json.WriteStartArray("text_offset"u8);
        for (var i = 0; i < range.End.Value; i++)
        {
            if (i >= range.Start.Value)
            {
                json.WriteNumberValue(offset);
            }

            offset += Text(generation.LogprobsAt(i).Token).Length;
        }

        json.WriteEndArray();
    }

    private string Text(int token) => Encoding.UTF8.GetString(Vocabulary.Bytes(token));
}
