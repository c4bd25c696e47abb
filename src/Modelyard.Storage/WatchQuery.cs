namespace Modelyard.Storage;

/// <summary>What to follow, and from where.</summary>
/// <param name="Collection">The collection; null for all of them.</param>
/// <param name="After">Changes after this revision are wanted.</param>
public sealed record WatchQuery(string? Collection, long After)
{
    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>How often to report <see cref="ChangeType.Progress"/> while nothing happens; null for never.</summary>
    public TimeSpan? ProgressInterval { get; init; }

    /// <summary>One of what may be hundreds: when many watch, changes come some milliseconds later and several at once.</summary>
    public bool Paced { get; init; }
}
