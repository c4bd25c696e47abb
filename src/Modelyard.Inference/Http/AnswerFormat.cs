using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>One answer in the words of an API whose streams have named events.</summary>
internal abstract class AnswerFormat
{
    internal abstract void WriteWhole(Utf8JsonWriter json, Answer answer);

    /// <summary>The events before the first text.</summary>
    internal abstract void Open(NamedEvents events, Usage usage);

    internal abstract void WriteDelta(NamedEvents events, ReadOnlySpan<byte> text);

    /// <summary>The events after the last text.</summary>
    internal abstract void Close(NamedEvents events, Answer answer);

    /// <summary>The last event of a stream that breaks, so that no client takes it for a whole answer.</summary>
    internal abstract void Fail(NamedEvents events, ApiException error);
}

/// <summary>An answer that is complete.</summary>
/// <param name="Text">In UTF-8.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="StopString">The stop string it ended before; null when there was none.</param>
/// <param name="Usage">What it took.</param>
internal readonly record struct Answer(ReadOnlyMemory<byte> Text, FinishReason Finish, byte[]? StopString, Usage Usage);
