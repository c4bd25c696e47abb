namespace Modelyard.Artifacts;

/// <summary>A file cannot be read any further; what came before is known.</summary>
public sealed class MalformedContentException(FormatFault fault, long offset, string message) : Exception(message)
{
    public FormatFault Fault { get; } = fault;

    public long Offset { get; } = offset;

    public FormatProblem ToProblem() => new(Fault, Message, $"byte {Offset}");
}
