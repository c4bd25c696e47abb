namespace Modelyard.Node;

/// <summary>Which output is wanted, and which part of it.</summary>
/// <param name="PodUid">Uid of the Pod.</param>
/// <param name="Container">Name of the container.</param>
public sealed record InstanceLogQuery(string PodUid, string Container)
{
    /// <summary>Go on with what is written from now on, until the run ends.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before this one.</summary>
    public bool Previous { get; init; }

    /// <summary>Only so many of the last lines.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only what was written since.</summary>
    public DateTimeOffset? Since { get; init; }
}
