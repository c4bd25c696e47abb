namespace Modelyard.ApiServer;

/// <summary>Where the output of pods is read from: the node agent's files on this machine.</summary>
public interface IPodLogSource
{
    /// <summary>Reads what a container printed, line by line; with <see cref="PodLogQuery.Follow"/> until the container ends or the caller leaves.</summary>
    /// <exception cref="FileNotFoundException">The container has not printed anything yet, or is not known here.</exception>
    IAsyncEnumerable<PodLogLine> ReadAsync(PodLogQuery query, CancellationToken cancellationToken);
}

/// <summary>Which output, and which part of it.</summary>
/// <param name="Namespace">Namespace of the pod.</param>
/// <param name="Pod">Name of the pod.</param>
/// <param name="PodUid">Uid of the pod: a later pod of the same name has other logs.</param>
/// <param name="Container">Name of the container.</param>
public sealed record PodLogQuery(string Namespace, string Pod, string PodUid, string Container)
{
    /// <summary>Go on with what is printed from now on.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before the current one.</summary>
    public bool Previous { get; init; }

    /// <summary>Only so many of the last lines; null for all.</summary>
    public int? TailLines { get; init; }

    /// <summary>Only what was printed since.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>One line of output.</summary>
/// <param name="Time">When it was printed.</param>
/// <param name="Text">The line, without its end.</param>
public readonly record struct PodLogLine(DateTimeOffset Time, string Text);
