namespace Modelyard.Library;

public enum ScanVerdict
{
    /// <summary>Everything was read to its end and nothing worse than a remark was found.</summary>
    Clean,
    Findings,

    /// <summary>Something could not be read or followed to its end: nothing is known about it.</summary>
    Unfinished,

    /// <summary>A policy forbids what was found.</summary>
    Blocked,
}
