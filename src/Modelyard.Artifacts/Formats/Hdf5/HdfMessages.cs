namespace Modelyard.Artifacts;

/// <param name="Address">Where its data is in the file.</param>
internal readonly record struct HdfMessage(int Type, byte Flags, long Address, byte[] Data);

/// <summary>The messages of an object header, of both layouts that exist, with the blocks it is continued in.</summary>
internal sealed class HdfMessages(HdfFile bytes)
{
    private const int Continuation = 0x10;
    private const int MaxMessages = 8192;
    private const int MaxBlocks = 256;
    private const int ChecksumSize = 4;
    private const int CreationOrderFlag = 4;
    private readonly List<HdfMessage> _messages = [];
    private readonly Queue<(long Address, long Length)> _blocks = new();
    private int _blocksRead;

    internal IReadOnlyList<HdfMessage> Read(long header)
    {
        if (bytes.At(header, 4).AsSpan().SequenceEqual("OHDR"u8))
        {
            ReadLater(header);
        }
        else
        {
            ReadEarly(header);
        }

        return _messages;
    }

    private void ReadEarly(long header)
    {
        const int PrefixSize = 16;
        var prefix = bytes.At(header, PrefixSize);
        if (prefix[0] != 1)
        {
            throw Fail(header, $"its root has a header of the unknown version {prefix[0]}");
        }

        Enqueue(header + PrefixSize, HdfFile.Number(prefix.AsSpan(8), 4));
        while (_blocks.TryDequeue(out var block))
        {
            Split(block.Address, block.Length, prefixSize: 8, typeSize: 2);
        }
    }

    private void ReadLater(long header)
    {
        var flags = bytes.At(header, 6)[5];
        var at = header + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        var width = 1 << (flags & 3);
        var prefixSize = 4 + ((flags & CreationOrderFlag) != 0 ? 2 : 0);
        Split(at + width, HdfFile.Number(bytes.At(at, width), width), prefixSize, typeSize: 1);
        while (_blocks.TryDequeue(out var block))
        {
            if (!bytes.At(block.Address, 4).AsSpan().SequenceEqual("OCHK"u8))
            {
                throw Fail(block.Address, "its root is continued where there is no such block");
            }

            Split(block.Address + 4, block.Length - 4 - ChecksumSize, prefixSize, typeSize: 1);
        }
    }

    private void Split(long address, long length, int prefixSize, int typeSize)
    {
        var block = bytes.At(address, length);
        for (var at = 0; at + prefixSize <= block.Length;)
        {
            var type = (int)HdfFile.Number(block.AsSpan(at), typeSize);
            var size = (int)HdfFile.Number(block.AsSpan(at + typeSize), 2);
            var flags = block[at + typeSize + 2];
            at += prefixSize;
            if (size > block.Length - at)
            {
                throw Fail(address + at, "a message is longer than its block");
            }

            if (_messages.Count == MaxMessages)
            {
                throw new MalformedContentException(FormatFault.Absurd, address, $"its root has more than {MaxMessages} messages");
            }

            var message = new HdfMessage(type, flags, address + at, block[at..(at + size)]);
            _messages.Add(message);
            if (type == Continuation && size >= bytes.OffsetSize + bytes.LengthSize)
            {
                Enqueue(bytes.Offset(message.Data), bytes.Length(message.Data.AsSpan(bytes.OffsetSize)));
            }

            at += size;
        }
    }

    private void Enqueue(long address, long length)
    {
        if (++_blocksRead > MaxBlocks)
        {
            throw new MalformedContentException(FormatFault.Absurd, address, $"its root is continued more than {MaxBlocks} times");
        }

        _blocks.Enqueue((address, length));
    }

    private static MalformedContentException Fail(long address, string message) => new(FormatFault.Damaged, address, message);
}
