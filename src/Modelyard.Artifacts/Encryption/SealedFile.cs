using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Modelyard.Artifacts;

/// <summary>
/// Content written encrypted. Frames are written as they fill up, the last one again and again; which one is the last is only said in the end, so that
/// half a file is never taken for a whole one.
/// </summary>
internal sealed class SealedFile : ContentFile
{
    private const int FramesAtOnce = 8;
    private readonly StoreKeys _keys;
    private readonly SafeFileHandle _file;
    private readonly byte[] _tail = new byte[SealedFrames.FrameSize];
    private SealedFrames _frames;
    private long _tailFrame;
    private int _tailLength;

    /// <summary>Goes on with a file that is there, as far as it is ours and whole.</summary>
    internal SealedFile(string path, StoreKeys keys)
        : base(path)
    {
        _keys = keys;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous);
        var header = new byte[SealedFrames.HeaderSize];
        if (RandomAccess.Read(_file, header, 0) == header.Length && SealedFrames.Find(header, keys) is { } found)
        {
            _frames = found;
            Resume();
        }
        else
        {
            _frames = Begin();
        }
    }

    internal override long Length => (_tailFrame * SealedFrames.FrameSize) + _tailLength;

    internal override async ValueTask AppendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FramesAtOnce * SealedFrames.SealedSize);
        try
        {
            while (content.Length > 0)
            {
                var (sealedLength, at) = (0, -1L);
                for (var i = 0; i < FramesAtOnce && content.Length > 0; i++)
                {
                    if (_tailLength == _tail.Length)
                    {
                        (_tailFrame, _tailLength) = (_tailFrame + 1, 0);
                    }

                    var taken = Math.Min(content.Length, _tail.Length - _tailLength);
                    content.Span[..taken].CopyTo(_tail.AsSpan(_tailLength));
                    (_tailLength, content) = (_tailLength + taken, content[taken..]);
                    at = at < 0 ? SealedFrames.OffsetOf(_tailFrame) : at;
                    sealedLength += SealTail(isLast: false, buffer.AsSpan(sealedLength));
                }

                await RandomAccess.WriteAsync(_file, buffer.AsMemory(0, sealedLength), at, cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    internal override void Cut(long length)
    {
        if (length == 0)
        {
            _frames.Dispose();
            _frames = Begin();
            return;
        }

        if (length < Length)
        {
            var frame = (length - 1) / SealedFrames.FrameSize;
            if (frame < _tailFrame && !TryLoad(frame, SealedFrames.SealedSize))
            {
                Cut(0);
                return;
            }

            (_tailFrame, _tailLength) = (frame, (int)(length - (frame * SealedFrames.FrameSize)));
            WriteTail(isLast: false);
        }
    }

    internal override Stream OpenRead() => SealedStream.Open(Path, _keys, isFinished: false);

    internal override void Flush() => RandomAccess.FlushToDisk(_file);

    internal override void Finish()
    {
        WriteTail(isLast: true);
        Flush();
    }

    public override void Dispose()
    {
        _frames.Dispose();
        _file.Dispose();
    }

    private SealedFrames Begin()
    {
        var frames = SealedFrames.Create(_keys.Newest);
        RandomAccess.SetLength(_file, 0);
        RandomAccess.Write(_file, frames.Header.Span, 0);
        (_frames, _tailFrame, _tailLength) = (frames, 0, 0);
        WriteTail(isLast: false);
        return frames;
    }

    private void Resume()
    {
        var (full, rest) = Math.DivRem(RandomAccess.GetLength(_file) - SealedFrames.HeaderSize, SealedFrames.SealedSize);
        if (rest > SealedFrames.Overhead && TryLoad(full, (int)rest))
        {
            WriteTail(isLast: false);
        }
        else if (full > 0 && TryLoad(full - 1, SealedFrames.SealedSize))
        {
            // The last frame was being written when the machine went down.
            WriteTail(isLast: false);
        }
        else
        {
            _frames.Dispose();
            _frames = Begin();
        }
    }

    private bool TryLoad(long frame, int size)
    {
        var stored = new byte[size];
        var (content, length) = (new byte[SealedFrames.FrameSize], size - SealedFrames.Overhead);
        if (RandomAccess.Read(_file, stored, SealedFrames.OffsetOf(frame)) != size
            || !(_frames.TryOpen(frame, false, stored, content.AsSpan(0, length)) || _frames.TryOpen(frame, true, stored, content.AsSpan(0, length))))
        {
            return false;
        }

        content.CopyTo(_tail, 0);
        (_tailFrame, _tailLength) = (frame, length);
        return true;
    }

    private int SealTail(bool isLast, Span<byte> to)
    {
        _frames.Seal(_tailFrame, isLast, _tail.AsSpan(0, _tailLength), to);
        return _tailLength + SealedFrames.Overhead;
    }

    /// <summary>What the file has behind it goes.</summary>
    private void WriteTail(bool isLast)
    {
        var buffer = new byte[SealedFrames.SealedSize];
        var length = SealTail(isLast, buffer);
        var at = SealedFrames.OffsetOf(_tailFrame);
        RandomAccess.Write(_file, buffer.AsSpan(0, length), at);
        RandomAccess.SetLength(_file, at + length);
    }
}
