using System.Buffers.Binary;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Reads the directory of a zip archive entry by entry. One that is damaged does not hide the others, and bytes that no entry
/// owns are looked at: what another reader would find there must not go unseen.
/// </summary>
public sealed class ZipDirectoryReader
{
    private const int MaxDirectories = 4;
    private const int EntrySize = 46;
    private const int LocalHeaderSize = 30;
    private const int Zip64Field = 1;
    private const uint EntrySignature = 0x02014B50;
    private const uint LocalSignature = 0x04034B50;
    private const int Utf8Flag = 1 << 11;
    private const int SizesFollowFlag = 1 << 3;

    private readonly Stream _archive;
    private readonly int _maxMembers;
    private readonly List<ZipMember> _members = [];
    private readonly List<FormatProblem> _problems = [];
    private readonly List<ZipSpan> _spans = [];
    private bool _isComplete = true;

    private ZipDirectoryReader(Stream archive, int maxMembers)
    {
        _archive = archive;
        _maxMembers = maxMembers;
    }

    public static ReadOnlySpan<byte> Magic => [(byte)'P', (byte)'K', 3, 4];

    /// <summary>Whether a directory is found from the end, as most readers look for it, whatever the file begins with.</summary>
    public static bool HasDirectory(Stream content) => ZipEnd.FindAll(content) is [{ Entries: > 0 }, ..];

    public static ZipDirectory Read(Stream archive, int maxMembers, CancellationToken cancellationToken)
    {
        var directory = new ZipDirectoryReader(archive, maxMembers);
        directory.Run(cancellationToken);
        return new ZipDirectory(directory._members, directory._isComplete, directory._problems);
    }

    private void Run(CancellationToken cancellationToken)
    {
        var ends = ZipEnd.FindAll(_archive);
        if (ends.Count == 0)
        {
            Report(FormatFault.Damaged, "the archive has no directory", $"byte {_archive.Length}");
            _isComplete = false;
        }

        // Readers look from the end. A directory that lies inside a member belongs to an archive in this one.
        var read = new List<ZipEnd>();
        foreach (var end in ends)
        {
            if (_spans.Any(s => s.Start <= end.RecordOffset && end.RecordOffset < s.End))
            {
                continue;
            }

            if (read.Count == MaxDirectories)
            {
                _isComplete = false;
                break;
            }

            if (read.Count > 0)
            {
                Report(FormatFault.Contradiction, "the archive has more than one directory, and readers differ in which one they use", $"byte {end.RecordOffset}");
            }

            ReadDirectory(end, cancellationToken);
            read.Add(end);
        }

        foreach (var same in _members.Where(m => !m.IsFolder).GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Report(FormatFault.Duplicate, $"\"{same.Key}\" is in the archive {same.Count()} times, so that what it holds depends on who unpacks it", same.Key);
        }

        var limit = read.Count == 0 ? _archive.Length : read.Min(e => e.DirectoryOffset);
        _problems.AddRange(ZipGaps.Check(_archive, _spans, limit, cancellationToken));
        _isComplete &= !_problems.Any(p => p.Fault is FormatFault.OutOfRange or FormatFault.Encrypted);
    }

    private void ReadDirectory(ZipEnd end, CancellationToken cancellationToken)
    {
        using var reader = new ByteReader(new BoundedStream(_archive, end.DirectoryOffset, end.DirectorySize), cancellationToken);
        var entries = new List<ZipMember>();
        ulong count = 0;
        try
        {
            for (; !reader.AtEnd && count < end.Entries; count++)
            {
                if (entries.Count == _maxMembers)
                {
                    throw new MalformedContentException(FormatFault.Absurd, reader.Position, $"the archive has more than {_maxMembers} members, which no model has");
                }

                // The reader and the look at local headers share one stream: members are located after the directory has been read.
                entries.Add(ReadEntry(reader, end.Shift));
            }

            if (count != end.Entries)
            {
                Report(FormatFault.Contradiction, $"the directory announces {end.Entries} members and has {count}", "directory");
            }
        }
        catch (MalformedContentException e)
        {
            _problems.Add(e.ToProblem());
            _isComplete = false;
        }

        _members.AddRange(entries.Select(Locate));
    }

    private ZipMember ReadEntry(ByteReader reader, long shift)
    {
        var fields = reader.Span(EntrySize, "an entry of the directory");
        if (BinaryPrimitives.ReadUInt32LittleEndian(fields) != EntrySignature)
        {
            throw new MalformedContentException(FormatFault.Damaged, reader.Position, "the directory breaks off");
        }

        int flags = BinaryPrimitives.ReadUInt16LittleEndian(fields[8..]);
        int method = BinaryPrimitives.ReadUInt16LittleEndian(fields[10..]);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(fields[16..]);
        ulong compressed = BinaryPrimitives.ReadUInt32LittleEndian(fields[20..]);
        ulong size = BinaryPrimitives.ReadUInt32LittleEndian(fields[24..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[32..]);
        var attributes = BinaryPrimitives.ReadUInt32LittleEndian(fields[38..]);
        ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(fields[42..]);
        var name = DecodeName(reader.Span(nameLength, "a name"), flags);
        Widen(reader.Span(extraLength, "an extra field"), ref size, ref compressed, ref offset);
        reader.Skip((ulong)commentLength, "a comment");
        var start = offset > (ulong)_archive.Length ? -1 : (long)offset + shift;
        return new ZipMember(name, method, flags, crc, compressed, size, start, -1, attributes);
    }

    private static string DecodeName(ReadOnlySpan<byte> name, int flags) =>
        (flags & Utf8Flag) != 0 || Ascii.IsValid(name) ? Encoding.UTF8.GetString(name) : Encoding.Latin1.GetString(name);

    private static void Widen(ReadOnlySpan<byte> extra, ref ulong size, ref ulong compressed, ref ulong offset)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            var field = extra[4..Math.Min(extra.Length, 4 + length)];
            if (id == Zip64Field)
            {
                Take(ref size, ref field);
                Take(ref compressed, ref field);
                Take(ref offset, ref field);
            }

            extra = extra[Math.Min(extra.Length, 4 + length)..];
        }

        static void Take(ref ulong value, ref ReadOnlySpan<byte> from)
        {
            if (value == uint.MaxValue && from.Length >= 8)
            {
                value = BinaryPrimitives.ReadUInt64LittleEndian(from);
                from = from[8..];
            }
        }
    }

    /// <summary>Finds the member's bytes through its own header, and compares what the two say.</summary>
    private ZipMember Locate(ZipMember member)
    {
        Span<byte> fields = stackalloc byte[LocalHeaderSize];
        if (member.HeaderOffset < 0 || member.HeaderOffset > _archive.Length - LocalHeaderSize)
        {
            Report(FormatFault.OutOfRange, $"the directory leads to byte {member.HeaderOffset} for \"{member.Name}\", outside the archive", member.Name);
            return member;
        }

        _archive.Position = member.HeaderOffset;
        _archive.ReadExactly(fields);
        if (BinaryPrimitives.ReadUInt32LittleEndian(fields) != LocalSignature)
        {
            Report(FormatFault.OutOfRange, $"there is no member where the directory says \"{member.Name}\" is", member.Name);
            return member;
        }

        int flags = BinaryPrimitives.ReadUInt16LittleEndian(fields[6..]);
        int method = BinaryPrimitives.ReadUInt16LittleEndian(fields[8..]);
        var compressed = BinaryPrimitives.ReadUInt32LittleEndian(fields[18..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[26..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[28..]);
        var start = member.HeaderOffset + LocalHeaderSize + nameLength + extraLength;
        if (start + (Int128)member.CompressedSize > _archive.Length)
        {
            Report(FormatFault.OutOfRange, $"\"{member.Name}\" would end after the archive", member.Name);
            return member;
        }

        var name = new byte[nameLength];
        _archive.ReadExactly(name);
        if (DecodeName(name, member.Flags) != member.Name)
        {
            Report(FormatFault.Contradiction, $"\"{member.Name}\" has the name \"{DecodeName(name, flags)}\" at its content", member.Name);
        }

        var announced = (flags & SizesFollowFlag) == 0 && compressed != uint.MaxValue;
        if (method != member.Method || (announced && compressed != member.CompressedSize))
        {
            Report(FormatFault.Contradiction, $"directory and content of \"{member.Name}\" differ in its size or in how it is packed", member.Name);
        }

        if (((flags | member.Flags) & 1) != 0)
        {
            Report(FormatFault.Encrypted, $"\"{member.Name}\" is marked as encrypted", member.Name);
        }

        _spans.Add(new ZipSpan(member.Name, member.HeaderOffset, start + (long)member.CompressedSize, ((flags | member.Flags) & SizesFollowFlag) != 0));
        return member with { DataOffset = start };
    }

    private void Report(FormatFault fault, string message, string location) => _problems.Add(new(fault, message, location));
}
