namespace Modelyard.Artifacts;

/// <summary>Bytes in front of the directory that no member owns, and bytes that two own.</summary>
internal static class ZipGaps
{
    private const int LongestTrailer = 24;
    private const int Piece = 64 << 10;

    internal static IEnumerable<FormatProblem> Check(Stream archive, List<ZipSpan> spans, long limit, CancellationToken cancellationToken)
    {
        long end = 0;
        string? last = null;
        var hasTrailer = false;
        foreach (var span in spans.OrderBy(s => s.Start).Append(new ZipSpan("", limit, limit, false)))
        {
            if (span.Start < end && span.Start != span.End)
            {
                yield return new(FormatFault.Overlap, $"\"{last}\" and \"{span.Name}\" share bytes of the archive", span.Name);
            }
            else if (span.Start > end && (!hasTrailer || span.Start - end > LongestTrailer) && Describe(archive, end, span.Start, cancellationToken) is { } problem)
            {
                yield return problem;
            }

            if (span.End >= end)
            {
                (end, last, hasTrailer) = (span.End, span.Name, span.HasTrailer);
            }
        }
    }

    private static FormatProblem? Describe(Stream archive, long from, long to, CancellationToken cancellationToken)
    {
        if (from == 0)
        {
            return new(FormatFault.Unclaimed, $"{to} bytes stand before the first member", "byte 0");
        }

        var buffer = new byte[Piece + 3];
        var isEmpty = true;
        var kept = 0;
        for (var at = from; at < to;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            archive.Position = at;
            var read = archive.Read(buffer, kept, (int)Math.Min(Piece, to - at));
            if (read == 0)
            {
                break;
            }

            var span = buffer.AsSpan(0, kept + read);
            if (span.IndexOf(ZipDirectoryReader.Magic) is var found and >= 0)
            {
                return new(FormatFault.Contradiction, "a member is in the archive that its directory does not list", $"byte {at - kept + found}");
            }

            isEmpty &= !span.ContainsAnyExcept((byte)0);
            at += read;
            var tail = Math.Min(3, span.Length);
            span[^tail..].CopyTo(buffer);
            kept = tail;
        }

        return isEmpty ? null : new(FormatFault.Unclaimed, $"{to - from} bytes between members belong to none", $"byte {from}");
    }
}
