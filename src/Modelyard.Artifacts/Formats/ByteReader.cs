using System.Buffers;
using System.Buffers.Binary;

namespace Modelyard.Artifacts;

/// <summary>
/// Reads forwards through one buffer, whatever the file's size. Nothing it is asked for is allocated before it is known to be
/// there, and every read that would leave the content fails in the same way.
/// </summary>
public sealed class ByteReader(Stream stream, CancellationToken cancellationToken) : IDisposable
{
    private const int BufferSize = 64 << 10;
    private readonly long? _length = stream.CanSeek ? stream.Length : null;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;

    /// <summary>Offset of the next byte, counted from where the stream stood.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes taken from the stream; what was skipped by seeking is not in it.</summary>
    public long BytesRead { get; private set; }

    public bool AtEnd => Peek() < 0;

    /// <summary>The next byte without taking it, or -1.</summary>
    public int Peek() => _start < _end || Fill(1) ? _buffer[_start] : -1;

    /// <summary>How many of the next <paramref name="wanted"/> bytes there are; at most <c>64 KiB</c>.</summary>
    public int Available(int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, BufferSize);
        Fill(wanted);
        return Math.Min(wanted, _end - _start);
    }

    public byte Byte(string what) => Span(1, what)[0];

    public ushort UInt16(string what) => BinaryPrimitives.ReadUInt16LittleEndian(Span(2, what));

    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Span(4, what));

    public ulong UInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Span(8, what));

    /// <summary>The next bytes, valid until the next call; at most <c>64 KiB</c> of them.</summary>
    public ReadOnlySpan<byte> Span(int count, string what)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BufferSize);
        if (_end - _start < count && !Fill(count))
        {
            throw Truncated(what, count);
        }

        var span = _buffer.AsSpan(_start, count);
        _start += count;
        Position += count;
        return span;
    }

    /// <summary>A copy of the next bytes, after they have been compared with <paramref name="max"/> and with what is left.</summary>
    public byte[] Bytes(long count, int max, string what)
    {
        if (count < 0 || count > max)
        {
            throw new MalformedContentException(FormatFault.Absurd, Position, $"{what} claims {(ulong)count} bytes, more than the {max} that are plausible");
        }

        Require(count, what);
        var parts = new MemoryStream();
        for (var left = (int)count; left > 0;)
        {
            // In pieces: content that is not seekable may claim more than it has.
            var piece = Span(Math.Min(left, BufferSize), what);
            parts.Write(piece);
            left -= piece.Length;
        }

        return parts.ToArray();
    }

    public void Skip(ulong count, string what)
    {
        Require(count > long.MaxValue ? long.MaxValue : (long)count, what);
        var inside = (int)Math.Min(count, (ulong)(_end - _start));
        _start += inside;
        Position += inside;
        var left = count - (ulong)inside;
        if (left == 0)
        {
            return;
        }

        if (_length is not null && left > BufferSize)
        {
            stream.Seek((long)left, SeekOrigin.Current);
            Position += (long)left;
            return;
        }

        while (left > 0)
        {
            left -= (ulong)Span((int)Math.Min(left, BufferSize), what).Length;
        }
    }

    /// <summary>Up to the next line feed, which is taken too; null where the line is longer than <paramref name="max"/>, which is skipped.</summary>
    public byte[]? Line(int max, string what) => Line(max, out var isWhole) is var line && isWhole ? line : throw Truncated(what, 1);

    /// <summary>The same, or all that is left where no line feed follows.</summary>
    public byte[]? Line(int max, out bool isWhole)
    {
        isWhole = true;
        if (_buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n') is var length and >= 0 && length <= max)
        {
            var whole = _buffer.AsSpan(_start, length).ToArray();
            _start += length + 1;
            Position += length + 1;
            return whole;
        }

        var line = new MemoryStream();
        for (var tooLong = false; ;)
        {
            if (_start == _end && !Fill(1))
            {
                isWhole = false;
                return tooLong ? null : line.ToArray();
            }

            var available = _buffer.AsSpan(_start, _end - _start);
            var feed = available.IndexOf((byte)'\n');
            var part = feed < 0 ? available : available[..feed];
            tooLong |= line.Length + part.Length > max;
            if (!tooLong)
            {
                line.Write(part);
            }

            var taken = feed < 0 ? part.Length : part.Length + 1;
            _start += taken;
            Position += taken;
            if (feed >= 0)
            {
                return tooLong ? null : line.ToArray();
            }
        }
    }

    /// <exception cref="MalformedContentException">Fewer bytes are left, as far as that can be known beforehand.</exception>
    public void Require(long count, string what)
    {
        if (_length - (stream.CanSeek ? stream.Position : 0) + (_end - _start) is { } left && count > left)
        {
            throw Truncated(what, count);
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool Fill(int count)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var kept = _end - _start;
        if (kept >= count)
        {
            return true;
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);
            (_start, _end) = (0, kept);
        }

        while (_end < count)
        {
            var read = stream.Read(_buffer, _end, BufferSize - _end);
            if (read == 0)
            {
                return false;
            }

            _end += read;
            BytesRead += read;
        }

        return true;
    }

    private MalformedContentException Truncated(string what, long count) =>
        new(FormatFault.Truncated, Position, $"{what} needs {count} bytes, and the content ends before that");
}
