namespace Modelyard.Tests.Library;

/// <summary>Changes bytes as fuzzers do; the same seed gives the same changes.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly byte[][] Interesting =
    [
        [0], [0xFF], [0x7F], [0x80], [0xFF, 0xFF], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80],
        [0, 0, 0, 0, 0, 0, 0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0, 1, 0, 0, 0], [.. "PK\u0003\u0004"u8], [.. "\"{}["u8], [(byte)'.'],
    ];

    private readonly Random _random = new(seed);

    /// <summary>A changed copy. What lies in <paramref name="kept"/> stays as it is, though it may move.</summary>
    internal byte[] Of(byte[] content, Range? kept = null)
    {
        var (start, length) = kept?.GetOffsetAndLength(content.Length) ?? (content.Length, 0);
        var (before, middle, after) = (content[..start], content[start..(start + length)], content[(start + length)..]);
        for (var changes = 1 + _random.Next(4); changes > 0; changes--)
        {
            if (_random.Next(before.Length + after.Length + 1) <= before.Length)
            {
                before = Change(before);
            }
            else
            {
                after = Change(after);
            }
        }

        return [.. before, .. middle, .. after];
    }

    private byte[] Change(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        var at = _random.Next(bytes.Length);
        var length = Math.Min(1 + _random.Next(16), bytes.Length - at);
        switch (_random.Next(8))
        {
            case 0:
                var flipped = (byte[])bytes.Clone();
                flipped[at] ^= (byte)(1 << _random.Next(8));
                return flipped;
            case 1:
                var replaced = (byte[])bytes.Clone();
                replaced[at] = (byte)_random.Next(256);
                return replaced;
            case 2:
                var overwritten = (byte[])bytes.Clone();
                var value = Interesting[_random.Next(Interesting.Length)];
                value.AsSpan(0, Math.Min(value.Length, bytes.Length - at)).CopyTo(overwritten.AsSpan(at));
                return overwritten;
            case 3:
                return bytes[..at];
            case 4:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5:
                return [.. bytes[..at], .. Random(length), .. bytes[at..]];
            case 6:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            default:
                var from = _random.Next(bytes.Length);
                var moved = (byte[])bytes.Clone();
                bytes.AsSpan(from, Math.Min(length, bytes.Length - from)).CopyTo(moved.AsSpan(at));
                return moved;
        }
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
