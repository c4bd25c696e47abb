namespace Modelyard.Tests.Artifacts;

/// <summary>A file of any size that takes no room: zeros between a beginning and an end.</summary>
internal sealed class PaddedStream(byte[] start, long zeros, byte[] end) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => start.Length + zeros + end.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Max(0, Math.Min(count, Length - Position));
        for (var i = 0; i < read; i++)
        {
            var at = Position + i;
            buffer[offset + i] = at < start.Length ? start[at] : at < start.Length + zeros ? (byte)0 : end[at - start.Length - zeros];
        }

        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
