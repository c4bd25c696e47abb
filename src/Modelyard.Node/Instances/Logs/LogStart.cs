namespace Modelyard.Node;

/// <summary>Finds where in a log reading has to begin.</summary>
internal static class LogStart
{
    private const int BlockSize = 64 * 1024;

    /// <summary>The segment (oldest first) and the offset in it at which what <paramref name="query"/> wants begins.</summary>
    public static (int Segment, long Offset) Find(IReadOnlyList<string> segments, InstanceLogQuery query)
    {
        var tail = query.TailLines is { } lines ? FromEnd(segments, Math.Max(0, lines)) : (0, 0);
        var since = query.Since is { } time ? FromTime(segments, time) : (0, 0);
        return tail.CompareTo(since) >= 0 ? tail : since;
    }

    private static (int Segment, long Offset) FromTime(IReadOnlyList<string> segments, DateTimeOffset time)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            var offset = LogMark.OffsetOf(LogTimeline.Read(segments[i]), time);
            if (offset < new FileInfo(segments[i]).Length)
            {
                return (i, LineStartAtOrAfter(segments[i], offset));
            }
        }

        return (Math.Max(0, segments.Count - 1), segments.Count == 0 ? 0 : new FileInfo(segments[^1]).Length);
    }

    private static (int Segment, long Offset) FromEnd(IReadOnlyList<string> segments, long lines)
    {
        // The line feed at the very end closes the last line; it does not begin another.
        var wanted = lines;
        var atEnd = true;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            using var stream = Open(segments[i]);
            var buffer = new byte[BlockSize];
            for (var end = stream.Length; end > 0;)
            {
                var begin = Math.Max(0, end - BlockSize);
                stream.Position = begin;
                var block = buffer.AsSpan(0, (int)(end - begin));
                stream.ReadExactly(block);
                for (var at = block.Length - 1; at >= 0; at--)
                {
                    var isLast = atEnd;
                    atEnd = false;
                    if (wanted == 0)
                    {
                        return (i, begin + at + 1);
                    }

                    if (block[at] == '\n' && !isLast && --wanted == 0)
                    {
                        return (i, begin + at + 1);
                    }
                }

                end = begin;
            }
        }

        return (0, 0);
    }

    private static long LineStartAtOrAfter(string file, long offset)
    {
        if (offset == 0)
        {
            return 0;
        }

        using var stream = Open(file);
        stream.Position = offset - 1;
        for (int next; (next = stream.ReadByte()) >= 0;)
        {
            if (next == '\n')
            {
                break;
            }
        }

        return stream.Position;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
