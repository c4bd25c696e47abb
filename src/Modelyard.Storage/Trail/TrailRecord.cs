namespace Modelyard.Storage;

/// <summary>One record of the trail, and what ties it to its place.</summary>
/// <param name="Sequence">Its number; there are no gaps.</param>
/// <param name="Time">When it was written, in whole milliseconds.</param>
/// <param name="Revision">The revision of the write it is about; 0 when it is about none.</param>
/// <param name="PrunedThrough">An anchor says so: records up to this number were removed on purpose. 0 for all others.</param>
/// <param name="Content">What it says.</param>
/// <param name="Previous">The hash of the record before.</param>
/// <param name="Hash">Over all of the above, under the key of the trail.</param>
public sealed record TrailRecord(
    long Sequence,
    DateTimeOffset Time,
    long Revision,
    long PrunedThrough,
    ReadOnlyMemory<byte> Content,
    ReadOnlyMemory<byte> Previous,
    ReadOnlyMemory<byte> Hash);
