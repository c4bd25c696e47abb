namespace Modelyard.Artifacts;

/// <summary>Reads no faster than its source may be read.</summary>
internal sealed class ThrottledStream(Stream inner, SourceThrottle throttle) : ReadThroughStream(inner)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer[..throttle.Portion(buffer.Length)], cancellationToken);
        await throttle.PayAsync(read, cancellationToken);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();
}
