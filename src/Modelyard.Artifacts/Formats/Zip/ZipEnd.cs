using System.Buffers.Binary;

namespace Modelyard.Artifacts;

/// <summary>The record at the end of a zip archive that says where its directory is.</summary>
/// <param name="Shift">Bytes before the archive's own beginning: offsets in it count from there.</param>
internal sealed record ZipEnd(long DirectoryOffset, long DirectorySize, ulong Entries, long Shift, long RecordOffset)
{
    private const int RecordSize = 22;
    private const int Record64Size = 56;
    private const int LocatorSize = 20;
    private const int LongestComment = ushort.MaxValue;
    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'K', 5, 6];
    private static ReadOnlySpan<byte> Signature64 => [(byte)'P', (byte)'K', 6, 6];
    private static ReadOnlySpan<byte> LocatorSignature => [(byte)'P', (byte)'K', 6, 7];
    private static ReadOnlySpan<byte> EntrySignature => [(byte)'P', (byte)'K', 1, 2];

    /// <summary>Every record that leads to a directory; well-formed archives have one.</summary>
    internal static IReadOnlyList<ZipEnd> FindAll(Stream archive)
    {
        var size = archive.Length;
        var tail = new byte[Math.Min(size, RecordSize + LongestComment + LocatorSize + Record64Size)];
        archive.Position = size - tail.Length;
        archive.ReadExactly(tail);
        var found = new List<ZipEnd>();
        for (var at = tail.Length - RecordSize; at >= 0; at--)
        {
            if (tail.AsSpan(at).StartsWith(Signature) && Read(archive, tail, at, size) is { } end)
            {
                found.Add(end);
            }
        }

        return found;
    }

    private static ZipEnd? Read(Stream archive, byte[] tail, int at, long size)
    {
        var record = tail.AsSpan(at, RecordSize);
        var offset = size - tail.Length + at;
        ulong entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        ulong directorySize = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        ulong directoryOffset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        var directoryEnd = offset;
        if (Read64(archive, offset) is { } larger && (entries == ushort.MaxValue || directorySize == uint.MaxValue || directoryOffset == uint.MaxValue))
        {
            (entries, directorySize, directoryOffset, directoryEnd) = larger;
        }

        if (directorySize > (ulong)directoryEnd)
        {
            return null;
        }

        // Offsets count from the archive's beginning, which is not the file's where something stands before it.
        var start = directoryEnd - (long)directorySize;
        var shift = directoryOffset <= (ulong)start ? start - (long)directoryOffset : 0;
        if (entries > 0 && !StartsEntry(archive, start))
        {
            return directoryOffset < (ulong)size && StartsEntry(archive, (long)directoryOffset)
                ? new ZipEnd((long)directoryOffset, size - (long)directoryOffset, entries, 0, offset)
                : null;
        }

        return new ZipEnd(start, (long)directorySize, entries, shift, offset);
    }

    private static (ulong Entries, ulong Size, ulong Offset, long End)? Read64(Stream archive, long recordOffset)
    {
        Span<byte> locator = stackalloc byte[LocatorSize];
        if (recordOffset < LocatorSize || !TryRead(archive, recordOffset - LocatorSize, locator) || !locator.StartsWith(LocatorSignature))
        {
            return null;
        }

        Span<byte> record = stackalloc byte[Record64Size];
        var claimed = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        var adjacent = recordOffset - LocatorSize - Record64Size;
        foreach (var offset in (ReadOnlySpan<long>)[claimed > long.MaxValue ? -1 : (long)claimed, adjacent])
        {
            if (offset >= 0 && offset <= adjacent && TryRead(archive, offset, record) && record.StartsWith(Signature64))
            {
                return (BinaryPrimitives.ReadUInt64LittleEndian(record[32..]), BinaryPrimitives.ReadUInt64LittleEndian(record[40..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(record[48..]), offset);
            }
        }

        return null;
    }

    private static bool StartsEntry(Stream archive, long offset)
    {
        Span<byte> signature = stackalloc byte[4];
        return TryRead(archive, offset, signature) && signature.SequenceEqual(EntrySignature);
    }

    private static bool TryRead(Stream archive, long offset, Span<byte> into)
    {
        if (offset < 0 || offset > archive.Length - into.Length)
        {
            return false;
        }

        archive.Position = offset;
        archive.ReadExactly(into);
        return true;
    }
}
