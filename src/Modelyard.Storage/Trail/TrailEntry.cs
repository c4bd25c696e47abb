namespace Modelyard.Storage;

/// <summary>What happened to a document, as it is committed: for the record of it.</summary>
/// <param name="Revision">The revision the write got; 0 when nothing was written.</param>
/// <param name="Before">The document before; empty when there was none.</param>
/// <param name="After">The document after; empty when there is none.</param>
public readonly record struct CommittedWrite(long Revision, ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After);

/// <summary>Writes down a record for the trail. Called once, by the thread that commits, and only if what it records is done.</summary>
public delegate ReadOnlyMemory<byte> TrailEntry(CommittedWrite write);
