using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Modelyard.Artifacts;

/// <summary>
/// The format of an encrypted file: a header (mark, name of the store's key, salt), then frames of 64 KiB, each with a nonce and a tag of its own
/// (AES-256-GCM). Header, number of the frame and whether it is the last one are authenticated with it: frames cannot be left out, moved, cut off, or
/// taken from another file. A frame that is written again, as the last one of a download that goes on, gets another nonce.
/// </summary>
internal sealed class SealedFrames : IDisposable
{
    internal const int FrameSize = 64 << 10;
    internal const int HeaderSize = MarkSize + StoreKey.IdSize + SaltSize;
    internal const int Overhead = NonceSize + TagSize;
    internal const int SealedSize = FrameSize + Overhead;
    private const int MarkSize = 8;
    private const int SaltSize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int ContextSize = HeaderSize + sizeof(long) + 1;
    private readonly AesGcm _cipher;
    private readonly byte[] _header;

    private SealedFrames(byte[] header, StoreKey key)
    {
        _header = header;
        _cipher = new AesGcm(key.ForFile(header.AsSpan(MarkSize + StoreKey.IdSize)), TagSize);
    }

    internal ReadOnlyMemory<byte> Header => _header;

    // The last byte is the version of the format.
    private static ReadOnlySpan<byte> Mark => "mymodel\u0001"u8;

    /// <summary>For a new file.</summary>
    internal static SealedFrames Create(StoreKey key)
    {
        var header = new byte[HeaderSize];
        Mark.CopyTo(header);
        key.IdBytes.CopyTo(header, MarkSize);
        RandomNumberGenerator.Fill(header.AsSpan(MarkSize + StoreKey.IdSize));
        return new(header, key);
    }

    /// <summary>Of a file that begins so; null when none of ours does.</summary>
    internal static SealedFrames? Find(byte[] header, StoreKeys keys) =>
        header.AsSpan().StartsWith(Mark) && keys.Find(header.AsSpan(MarkSize, StoreKey.IdSize)) is { } key ? new(header, key) : null;

    /// <summary>How many bytes of content a file of so many bytes has; -1 when no file of ours has so many.</summary>
    internal static long ContentLength(long fileLength)
    {
        var (full, rest) = Math.DivRem(fileLength - HeaderSize, SealedSize);
        return (full, rest) switch
        {
            (< 0, _) or (_, < 0) => -1,
            (> 0, 0) => full * FrameSize,
            (0, Overhead) => 0,
            (_, > Overhead) => (full * FrameSize) + rest - Overhead,
            _ => -1,
        };
    }

    /// <summary>Where a frame is in the file.</summary>
    internal static long OffsetOf(long frame) => HeaderSize + (frame * SealedSize);

    internal void Seal(long frame, bool isLast, ReadOnlySpan<byte> content, Span<byte> to)
    {
        var nonce = to[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        Span<byte> context = stackalloc byte[ContextSize];
        _cipher.Encrypt(nonce, content, to.Slice(NonceSize, content.Length), to.Slice(NonceSize + content.Length, TagSize), Context(context, frame, isLast));
    }

    /// <summary>False when it is not what was written there.</summary>
    internal bool TryOpen(long frame, bool isLast, ReadOnlySpan<byte> stored, Span<byte> content)
    {
        Span<byte> context = stackalloc byte[ContextSize];
        try
        {
            _cipher.Decrypt(stored[..NonceSize], stored[NonceSize..^TagSize], stored[^TagSize..], content, Context(context, frame, isLast));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _cipher.Dispose();

    private ReadOnlySpan<byte> Context(Span<byte> context, long frame, bool isLast)
    {
        _header.CopyTo(context);
        BinaryPrimitives.WriteInt64BigEndian(context[HeaderSize..], frame);
        context[^1] = isLast ? (byte)1 : (byte)0;
        return context;
    }
}
