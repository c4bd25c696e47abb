using System.Buffers;
using System.Globalization;
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
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(InstanceLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.LimitBytes ?? long.MaxValue;
        await foreach (var block in StampedAsync(query, cancellationToken))
        {
            if (left <= 0)
            {
                yield break;
            }

            yield return block[..(int)Math.Min(block.Length, left)];
            left -= block.Length;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> StampedAsync(InstanceLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var atLineStart = true;
        await foreach (var (segment, offset, block) in BlocksAsync(query, cancellationToken))
        {
            if (!query.Timestamps)
            {
                yield return block;
                continue;
            }

            var marks = LogTimeline.Read(segment);
            var output = new ArrayBufferWriter<byte>(block.Length * 2);
            for (var start = 0; start < block.Length;)
            {
                var newline = block.Span[start..].IndexOf((byte)'\n');
                var end = newline < 0 ? block.Length : start + newline + 1;
                if (atLineStart)
                {
                    var stamp = LogMark.TimeOf(marks, offset + start, time.GetUtcNow());
                    output.Write(Encoding.ASCII.GetBytes(stamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture)));
                }

                output.Write(block.Span[start..end]);
                atLineStart = newline >= 0;
                start = end;
            }

            yield return output.WrittenMemory;
        }
    }

    private async IAsyncEnumerable<(string Segment, long Offset, ReadOnlyMemory<byte> Block)> BlocksAsync(
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
                    yield return (segments[i], offset, buffer.AsMemory(0, read));
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
