namespace Modelyard.Storage;

/// <summary>What a change did.</summary>
public enum ChangeType
{
    /// <summary>The key was free before.</summary>
    Created,

    /// <summary>The document was replaced.</summary>
    Updated,

    /// <summary>The document was removed.</summary>
    Deleted,

    /// <summary>Nothing changed, but all up to this revision has been reported.</summary>
    Progress,
}

/// <summary>One entry of the log.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Key">To which document.</param>
/// <param name="Revision">The revision of this change.</param>
/// <param name="Document">The new bytes; empty for a removal.</param>
/// <param name="Previous">The bytes before; empty for a creation.</param>
public sealed record StoreChange(ChangeType Type, ResourceKey Key, long Revision, ReadOnlyMemory<byte> Document, ReadOnlyMemory<byte> Previous)
{
    /// <summary>A sign of life: everything up to <paramref name="revision"/> has been reported.</summary>
    public static StoreChange Progress(long revision) => new(ChangeType.Progress, default, revision, default, default);
}
