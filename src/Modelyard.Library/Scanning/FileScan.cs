namespace Modelyard.Library;

public enum FileScanOutcome
{
    /// <summary>Read as far as its format needs, to its end.</summary>
    Scanned,

    /// <summary>Not read or not followed to its end: nothing is known about the rest.</summary>
    Unfinished,

    /// <summary>Of no format that is known here; only searched for pickles and archives.</summary>
    Skipped,
}

/// <summary>What became of one file.</summary>
/// <param name="Formats">Judged by content; more than one where the file holds others, as archives do.</param>
/// <param name="BytesRead">Weights are skipped where a format says what they are.</param>
/// <param name="Reason">Why it was not scanned; null where it was.</param>
public sealed record FileScan(string Path, long Size, IReadOnlyList<string> Formats, long BytesRead, FileScanOutcome Outcome, string? Reason);
