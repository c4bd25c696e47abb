using System.Runtime.CompilerServices;
using System.Text;

namespace Modelyard.Node;

/// <summary>Reads the log of one run: what was rotated out of it first, then the file itself, then what is still to come.</summary>
/// <param name="file">The log.</param>
/// <param name="isOver">Whether nothing more will be written.</param>
/// <param name="time">The clock.</param>
internal sealed class LogReader(string file, Func<bool> isOver, TimeProvider time)
{
    private const int BlockSize = 64 * 1024;

    // A program that never ends its line must not fill our memory.
    private const int MaxLine = 256 * 1024;

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<InstanceLogLine> ReadAsync(InstanceLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        var written = time.GetUtcNow();
        await foreach (var (marks, offset, block) in BlocksAsync(query, cancellationToken))
        {
            for (var start = 0; start < block.Length;)
            {
                if (line.Length == 0)
                {
                    written = LogMark.TimeOf(marks, offset + start, time.GetUtcNow());
                }

                var newline = block.Span[start..].IndexOf((byte)'\n');
                line.Write(block.Span[start..(newline < 0 ? block.Length : start + newline)]);
                start = newline < 0 ? block.Length : start + newline + 1;
                if (newline >= 0 || line.Length >= MaxLine)
                {
                    yield return Take(line, written);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return Take(line, written);
        }
    }

    private static InstanceLogLine Take(MemoryStream line, DateTimeOffset written)
    {
        var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
        line.SetLength(0);
        return new InstanceLogLine(written, text.EndsWith('\r') ? text[..^1] : text);
    }

    private async IAsyncEnumerable<(IReadOnlyList<LogMark> Marks, long Offset, ReadOnlyMemory<byte> Block)> BlocksAsync(
        InstanceLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] segments = [.. new[] { LogRotation.RotatedFile(file), file }.Where(File.Exists)];
        var (first, position) = LogStart.Find(segments, query);
        var buffer = new byte[BlockSize];
        for (var i = first; i < segments.Length; i++)
        {
            using var stream = Open(segments[i]);
            stream.Position = i == first ? position : 0;
            while (true)
            {
                // Asked before the read: what is written up to the end is then surely read.
                var over = i < segments.Length - 1 || !query.Follow || isOver();
                var offset = stream.Position;
                var read = await stream.ReadAsync(buffer, cancellationToken);
                if (read > 0)
                {
                    yield return (LogTimeline.Read(segments[i]), offset, buffer.AsMemory(0, read));
                }
                else if (over)
                {
                    break;
                }
                else if (stream.Length < stream.Position)
                {
                    // Rotated under our eyes; it goes on from the start.
                    stream.Position = 0;
                }
                else
                {
                    await Task.Delay(PollPeriod, time, cancellationToken);
                }
            }
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
}
