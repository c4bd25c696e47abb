namespace Modelyard.Gateway;

/// <summary>Where server-sent events end.</summary>
internal static class EventBoundary
{
    /// <summary>Length of the part that consists of whole events.</summary>
    public static int LastEnd(ReadOnlySpan<byte> events)
    {
        var lf = events.LastIndexOf("\n\n"u8);
        var crlf = events.LastIndexOf("\r\n\r\n"u8);
        var end = Math.Max(lf < 0 ? 0 : lf + 2, crlf < 0 ? 0 : crlf + 4);
        if (end == 0)
        {
            // Allowed by the specification, seen from nobody; looked for only where it would matter.
            var cr = events.LastIndexOf("\r\r"u8);
            end = cr < 0 ? 0 : cr + 2;
        }

        return end;
    }

    /// <summary>Length of the first of these whole events.</summary>
    public static int FirstEnd(ReadOnlySpan<byte> events)
    {
        var lf = events.IndexOf("\n\n"u8);
        var end = lf < 0 ? events.Length : lf + 2;
        var crlf = events[..end].IndexOf("\r\n\r\n"u8);
        end = crlf < 0 ? end : crlf + 4;
        var cr = events[..end].IndexOf("\r\r"u8);
        return cr < 0 ? end : cr + 2;
    }

    /// <summary>Whether the last of these events says that there are no more: <c>[DONE]</c>, an end by name, or an error of the replica's own.</summary>
    public static bool EndsStream(ReadOnlySpan<byte> events)
    {
        events = events.TrimEnd("\r\n"u8);
        var last = events[(events.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        if (!last.StartsWith("data:"u8))
        {
            return false;
        }

        var data = last[5..].TrimStart((byte)' ');
        return data.StartsWith("[DONE]"u8) || data.StartsWith("{\"error\""u8) || data.StartsWith("{ \"error\""u8) || EndsByName(events[..^last.Length]);
    }

    // The Responses and the Messages API name their events on the line before the data.
    private static bool EndsByName(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd("\r\n"u8);
        var line = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        if (!line.StartsWith("event:"u8))
        {
            return false;
        }

        var name = line[6..].Trim((byte)' ');
        return name.SequenceEqual("message_stop"u8) || name.SequenceEqual("response.completed"u8) || name.SequenceEqual("response.incomplete"u8)
            || name.SequenceEqual("response.failed"u8) || name.SequenceEqual("error"u8);
    }
}
