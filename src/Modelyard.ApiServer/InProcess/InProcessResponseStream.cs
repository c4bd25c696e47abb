namespace Modelyard.ApiServer;

/// <summary>The body as the caller reads it. Closing it early tells the server that nobody reads on.</summary>
internal sealed class InProcessResponseStream(InProcessExchange exchange) : Stream
{
    private readonly Stream _output = exchange.Output.AsStream(leaveOpen: true);
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _output.ReadAsync(buffer, cancellationToken);
        _ended |= read == 0 && buffer.Length > 0;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _output.Read(buffer, offset, count);
        _ended |= read == 0 && count > 0;
        return read;
    }

    public override void Flush()
    {
        // Reading only.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_ended)
            {
                exchange.Abort();
            }

            exchange.Output.Complete();
        }

        base.Dispose(disposing);
    }
}
