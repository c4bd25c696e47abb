using System.Formats.Tar;
using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class TarInspector
{
    private const int BlockSize = 512;

    internal static void Inspect(Content content, Inspection inspection)
    {
        using var archive = inspection.OpenSeekable(content);
        long end = 0;
        using var reader = new TarReader(archive, leaveOpen: true);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (!TryNext(reader, content, inspection, out var entry))
            {
                return;
            }

            if (entry is null)
            {
                break;
            }

            inspection.Budget.TakeMember();
            if (!HasChecksum(archive, entry))
            {
                inspection.Unfinished(ArchiveRules.Damaged, content, entry.Name, $"the header of \"{entry.Name}\" does not have its checksum, where other readers give up");
                return;
            }

            var dataEnd = entry.DataOffset + entry.Length;
            end = Math.Max(end, (dataEnd + BlockSize - 1) / BlockSize * BlockSize);
            CheckPadding(archive, dataEnd, end, entry, content, inspection);
            InspectEntry(entry, names, content, inspection);
        }

        if (end == 0)
        {
            inspection.Unfinished(ArchiveRules.Damaged, content, "", "no member of the archive can be read");
            return;
        }

        // Readers differ in what they take for the end; from the last member on there may only be zeros.
        CheckRest(archive, end, content, inspection);
    }

    // The reader of .NET was not written for archives that lie, and fails on them in any way it can.
    private static bool TryNext(TarReader reader, Content content, Inspection inspection, out TarEntry? entry)
    {
        try
        {
            entry = reader.GetNextEntry();
            return true;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ExpansionException))
        {
            inspection.Unfinished(ArchiveRules.Damaged, content, "", $"the archive cannot be read to its end ({e.Message.TrimEnd('.')})");
            entry = null;
            return false;
        }
    }

    // The reader of .NET does not compare it.
    private static bool HasChecksum(Stream archive, TarEntry entry)
    {
        if (entry.DataOffset < BlockSize)
        {
            return false;
        }

        var position = archive.Position;
        var header = new byte[BlockSize];
        archive.Position = entry.DataOffset - BlockSize;
        archive.ReadExactly(header);
        archive.Position = position;
        return FormatDetector.IsTar(header);
    }

    private static void CheckPadding(Stream archive, long from, long to, TarEntry entry, Content content, Inspection inspection)
    {
        var position = archive.Position;
        archive.Position = Math.Min(from, archive.Length);
        var padding = new byte[Math.Max(0, Math.Min(to, archive.Length) - archive.Position)];
        archive.ReadExactly(padding);
        archive.Position = position;
        if (padding.AsSpan().ContainsAnyExcept((byte)0))
        {
            inspection.Report(ArchiveRules.Unclaimed, content, $"byte {from}", $"data follows the end of \"{entry.Name}\"");
        }
    }

    private static void InspectEntry(TarEntry entry, HashSet<string> names, Content content, Inspection inspection)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
        {
            return;
        }

        ArchivePaths.Check(entry.Name, content, inspection);
        if (entry.EntryType is TarEntryType.Directory or TarEntryType.DirectoryList)
        {
            return;
        }

        if (!names.Add(entry.Name))
        {
            inspection.Report(ArchiveRules.DuplicateMember, content, entry.Name, $"\"{entry.Name}\" is in the archive twice");
        }

        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
        {
            inspection.Report(ArchiveRules.Link, content, entry.Name, $"\"{entry.Name}\" is a {entry.EntryType}{(entry.LinkName is { Length: > 0 } to ? $" to \"{to}\"" : "")}");
        }

        if (entry.DataStream is { } data)
        {
            inspection.Inspect(content.Inside(entry.Name, data.Length, () => new BoundedStream(data, 0, data.Length)));
        }
    }

    private static void CheckRest(Stream archive, long from, Content content, Inspection inspection)
    {
        archive.Position = Math.Min(from, archive.Length);
        var isEmpty = inspection.Read(archive, reader =>
        {
            for (int available; (available = reader.Available(FormatDetector.HeadSize)) > 0;)
            {
                if (reader.Span(available, "the rest").ContainsAnyExcept((byte)0))
                {
                    return false;
                }
            }

            return true;
        });
        if (!isEmpty)
        {
            inspection.Report(ArchiveRules.Unclaimed, content, $"byte {from}", "data follows the end of the archive");
            var size = archive.Length - from;
            inspection.Inspect(content.Inside("(behind the end)", size, () => new BoundedStream(archive, from, size)));
        }
    }
}
