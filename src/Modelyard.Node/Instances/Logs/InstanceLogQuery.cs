namespace Modelyard.Node;

/// <summary>Which part of a log is wanted, in the words of <c>kubectl logs</c>.</summary>
public sealed record InstanceLogQuery
{
    /// <summary>A container's name; null for the one that serves.</summary>
    public string? Container { get; init; }

    /// <summary>Go on with what is written from now on, until the run ends.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before this one.</summary>
    public bool Previous { get; init; }

    /// <summary>Only so many lines from the end.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only what was written since.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>No more bytes than that.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>The time before each line, exact to about a second.</summary>
    public bool Timestamps { get; init; }
}
