namespace Modelyard.Artifacts;

/// <summary>Where a fetch stands.</summary>
/// <param name="BytesDone">Bytes that are in the store, those found there from before included.</param>
/// <param name="BytesTotal">Null while a source has not said how much it will send.</param>
/// <param name="Note">What the fetch is doing or waiting for when that is not plain downloading.</param>
public sealed record FetchProgress(long BytesDone, long? BytesTotal, int FilesDone, int FilesTotal, string? Note = null);
