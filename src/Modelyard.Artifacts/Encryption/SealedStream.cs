using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Modelyard.Artifacts;

/// <summary>
/// The content of an encrypted file, from any place in it. Nothing is given out that was not checked. Who reads on is read ahead for, who jumps about is
/// not: up to a megabyte is decrypted at once.
/// </summary>
internal sealed class SealedStream : Stream
{
    private const int MostFrames = 16;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly SealedFrames _frames;
    private readonly bool _isFinished;
    private readonly long _lastFrame;
    private byte[] _stored;
    private byte[] _content;
    private long _firstFrame;
    private int _windowLength;
    private int _windowFrames = 1;
    private long _position;

    private SealedStream(string path, SafeFileHandle file, SealedFrames frames, long length, bool isFinished)
    {
        (_path, _file, _frames, _isFinished, Length) = (path, file, frames, isFinished, length);
        _lastFrame = Math.Max(0, (length - 1) / SealedFrames.FrameSize);
        _stored = ArrayPool<byte>.Shared.Rent(MostFrames * SealedFrames.SealedSize);
        _content = ArrayPool<byte>.Shared.Rent(MostFrames * SealedFrames.FrameSize);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <param name="isFinished">False for a file that is still being written: its last frame is not marked as such.</param>
    /// <exception cref="FetchException">It is not one of ours.</exception>
    internal static SealedStream Open(string path, StoreKeys keys, bool isFinished = true)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, isFinished ? FileShare.Read | FileShare.Delete : FileShare.ReadWrite, FileOptions.SequentialScan);
        try
        {
            var header = new byte[SealedFrames.HeaderSize];
            var length = SealedFrames.ContentLength(RandomAccess.GetLength(file));
            var frames = length >= 0 && RandomAccess.Read(file, header, 0) == header.Length ? SealedFrames.Find(header, keys) : null;
            return new(path, file, frames ?? throw Changed(path, 0), length, isFinished);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var taken = Take(buffer);
        if (taken > 0 || buffer.Length == 0 || _position >= Length)
        {
            return taken;
        }

        var wanted = Next();
        for (int read, at = 0; at < wanted; at += read)
        {
            read = RandomAccess.Read(_file, _stored.AsSpan(at, wanted - at), SealedFrames.OffsetOf(_firstFrame) + at);
            DemandBytes(read);
        }

        Decrypt(wanted);
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = Take(buffer.Span);
        if (taken > 0 || buffer.Length == 0 || _position >= Length)
        {
            return taken;
        }

        var wanted = Next();
        for (int read, at = 0; at < wanted; at += read)
        {
            read = await RandomAccess.ReadAsync(_file, _stored.AsMemory(at, wanted - at), SealedFrames.OffsetOf(_firstFrame) + at, cancellationToken);
            DemandBytes(read);
        }

        Decrypt(wanted);
        return Take(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _stored.Length > 0)
        {
            var (stored, content) = (_stored, _content);
            (_stored, _content, _windowLength) = ([], [], 0);
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<byte>.Shared.Return(content, clearArray: true);
            _frames.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FetchException Changed(string path, long offset) => new(FetchFailure.Corrupt,
        $"{path} was changed or damaged: what it has at byte {offset} was not encrypted by this program. Find out who changed the store; once the file is deleted, it is fetched again.");

    private int Take(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_stored.Length == 0, this);
        var start = _position - (_firstFrame * SealedFrames.FrameSize);
        if (start < 0 || start >= _windowLength)
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _windowLength - (int)start);
        _content.AsSpan((int)start, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <summary>Chooses the frames to read next. Returns how many bytes of the file they are.</summary>
    private int Next()
    {
        var frame = _position / SealedFrames.FrameSize;
        var isNext = _windowLength > 0 && frame == _firstFrame + _windowFrames;
        (_firstFrame, _windowLength) = (frame, 0);
        _windowFrames = (int)Math.Min(isNext ? Math.Min(_windowFrames * 2, MostFrames) : 1, _lastFrame - frame + 1);
        var content = Math.Min((long)_windowFrames * SealedFrames.FrameSize, Length - (frame * SealedFrames.FrameSize));
        return (int)content + (_windowFrames * SealedFrames.Overhead);
    }

    private void DemandBytes(int read)
    {
        if (read == 0)
        {
            throw Changed(_path, SealedFrames.OffsetOf(_firstFrame));
        }
    }

    private void Decrypt(int stored)
    {
        var content = 0;
        for (int i = 0, at = 0; at < stored; i++)
        {
            var size = Math.Min(SealedFrames.SealedSize, stored - at);
            var frame = _firstFrame + i;
            if (!_frames.TryOpen(frame, _isFinished && frame == _lastFrame, _stored.AsSpan(at, size), _content.AsSpan(content, size - SealedFrames.Overhead)))
            {
                throw Changed(_path, SealedFrames.OffsetOf(frame));
            }

            (at, content) = (at + size, content + size - SealedFrames.Overhead);
        }

        _windowLength = content;
    }
}
