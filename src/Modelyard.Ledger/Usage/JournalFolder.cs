using System.Globalization;

namespace Modelyard.Ledger;

/// <summary>The files of a journal, and what an earlier process left in them.</summary>
internal static class JournalFolder
{
    private const string Extension = ".journal";

    /// <summary>Makes the folder, and makes it this process's for as long as the result is open.</summary>
    public static FileStream Claim(string folder)
    {
        OwnFile.CreateFolder(folder);
        return OwnFile.Open(Path.Combine(folder, "journal.lock"), FileMode.OpenOrCreate, FileShare.None);
    }

    /// <summary>Names sort as numbers do.</summary>
    public static string SegmentPath(string folder, long number) => Path.Combine(folder, number.ToString("d12", CultureInfo.InvariantCulture) + Extension);

    /// <summary>The files there are, oldest first, the records in them that have no end, and the number of the last file.</summary>
    public static (IReadOnlyList<JournalSegment> Segments, IReadOnlyCollection<UsageRecord> Unended, long LastNumber) Read(string folder)
    {
        var segments = new List<JournalSegment>();
        var unended = new Dictionary<string, UsageRecord>(StringComparer.Ordinal);
        var last = 0L;
        foreach (var path in Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                last = number;
                segments.Add(new JournalSegment(path) { Length = Scan(path, unended) });
            }
        }

        return (segments, unended.Values, last);
    }

    private static long Scan(string path, Dictionary<string, UsageRecord> unended)
    {
        using var reader = new JournalLineReader(path);
        while (reader.TryRead(out var line))
        {
            if (UsageLine.TryRead(line) is not { } entry)
            {
                continue;
            }

            if (entry.IsEnd)
            {
                unended.Remove(entry.Record.Id);
            }
            else
            {
                unended[entry.Record.Id] = entry.Record;
            }
        }

        return reader.Position;
    }
}
