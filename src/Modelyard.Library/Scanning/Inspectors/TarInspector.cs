using System.Formats.Tar;
using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class TarInspector
{
    internal static void Inspect(Content content, Inspection inspection)
    {
        using var archive = inspection.OpenSeekable(content);
        try
        {
            using var reader = new TarReader(archive, leaveOpen: true);
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.GetNextEntry() is { } entry)
            {
                inspection.Budget.TakeMember();
                InspectEntry(entry, names, content, inspection);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or NotSupportedException)
        {
            inspection.Unfinished(ArchiveRules.Damaged, content, "", $"the archive cannot be read to its end ({e.Message.TrimEnd('.')})");
            return;
        }

        CheckRest(archive, content, inspection);
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

    private static void CheckRest(Stream archive, Content content, Inspection inspection)
    {
        var from = archive.Position;
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
        }
    }
}
