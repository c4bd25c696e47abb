namespace Modelyard.Artifacts;

/// <summary>What can be wrong with the structure of a file. Every reader reports in these words.</summary>
public enum FormatFault
{
    /// <summary>The bytes do not follow the format; what comes after cannot be read.</summary>
    Damaged,

    /// <summary>The file ends before what it announces.</summary>
    Truncated,

    /// <summary>A count or length that no model has, whatever the file's size.</summary>
    Absurd,

    /// <summary>Something lies outside the file, or outside the part of it that is meant for it.</summary>
    OutOfRange,

    /// <summary>Two things claim the same bytes.</summary>
    Overlap,

    /// <summary>A name appears twice, so that what it stands for depends on who reads.</summary>
    Duplicate,

    /// <summary>A size does not follow from the type and shape beside it.</summary>
    SizeMismatch,

    /// <summary>Bytes that belong to nothing.</summary>
    Unclaimed,

    /// <summary>A type, version or method that this reader does not know.</summary>
    Unknown,

    /// <summary>Two places that must say the same do not.</summary>
    Contradiction,

    /// <summary>Content that only a password opens.</summary>
    Encrypted,
}
