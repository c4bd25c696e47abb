using System.Net.Http.Headers;
using System.Text;

namespace Modelyard.Client;

/// <summary>
/// Sends a header with several values on a line each. The framework joins values with commas, which means the same by the book; but Kubernetes
/// takes "admins, auditors" for one group of that name. So the values are joined by a mark that nobody can guess, and the stream below HTTP/1.1
/// turns the mark into a new line.
/// </summary>
internal sealed class RepeatedHeaders(Stream inner) : Stream
{
    // Begins with what no JSON text and no header holds, so that almost no write ends in what could be the beginning of a mark.
    private static readonly string Mark = $"\u0001{Guid.NewGuid():N}";
    private static readonly byte[] MarkBytes = Encoding.ASCII.GetBytes(Mark);

    // The beginning of a mark of which the rest was not written yet.
    private byte[] _held = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Adds <paramref name="name"/> with each of <paramref name="values"/>. More than one needs HTTP/1.1 over such a stream.</summary>
    public static void Add(HttpRequestHeaders headers, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            headers.Add(name, string.Join($"{Mark}{name}: ", values));
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] text = [.. _held, .. buffer.Span];
        _held = [];
        var from = 0;
        for (int at; (at = text.AsSpan(from).IndexOf(MarkBytes)) >= 0; from += at + MarkBytes.Length)
        {
            await inner.WriteAsync(text.AsMemory(from, at), cancellationToken);
            await inner.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
        }

        var rest = text.AsMemory(from);
        var begun = rest.Span.LastIndexOf(MarkBytes[0]) is var start and >= 0 && MarkBytes.AsSpan().StartsWith(rest.Span[start..]) ? start : rest.Length;
        _held = rest[begun..].ToArray();
        await inner.WriteAsync(rest[..begun], cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await inner.WriteAsync(_held, cancellationToken);
        _held = [];
        await inner.FlushAsync(cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("nothing here writes synchronously");

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
