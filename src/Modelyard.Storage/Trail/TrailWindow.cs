namespace Modelyard.Storage;

/// <summary>A part of the trail, by the time of its records: their number decides only between those of one moment.</summary>
/// <param name="Since">From then on; null for the beginning.</param>
/// <param name="Until">Before then; null for the end.</param>
/// <param name="Before">Only what is older than this record; null for all.</param>
public sealed record TrailWindow(DateTimeOffset? Since, DateTimeOffset? Until, TrailPosition? Before);

/// <summary>The place of a record in the order of time.</summary>
public readonly record struct TrailPosition(DateTimeOffset Time, long Sequence)
{
    internal static TrailPosition End { get; } = new(DateTimeOffset.MaxValue, long.MaxValue);
}
