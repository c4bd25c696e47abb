using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>What differs between chat and text completions on the wire.</summary>
internal abstract class CompletionFormat(Vocabulary vocabulary)
{
    protected Vocabulary Vocabulary { get; } = vocabulary;

    internal abstract string IdPrefix { get; }

    internal abstract ReadOnlySpan<byte> ObjectName { get; }

    internal abstract ReadOnlySpan<byte> ChunkName { get; }

    /// <summary>Whether a stream opens every choice with a chunk of its own.</summary>
    internal abstract bool HasOpening { get; }

    internal abstract void WriteOpening(Utf8JsonWriter json, int index);

    internal abstract void WriteDelta(Utf8JsonWriter json, int index, Generation generation, ReadOnlySpan<byte> text, Range logprobs);

    internal abstract void WriteEnding(Utf8JsonWriter json, int index, FinishReason reason);

    internal abstract void WriteChoice(Utf8JsonWriter json, int index, Generation generation, GenerationEvent result);

    protected static void WriteFinish(Utf8JsonWriter json, FinishReason reason)
    {
        if (reason is FinishReason.None)
        {
            json.WriteNull("finish_reason"u8);
        }
        else
        {
            json.WriteString("finish_reason"u8, reason is FinishReason.Length ? "length"u8 : "stop"u8);
        }
    }
}
