using System.Buffers;
using System.Text;

namespace Modelyard.Inference;

/// <summary>
/// The text of one choice as it grows. The engine thread appends token pieces; what may be shown is everything up to
/// <see cref="Released"/>: whole characters only, and nothing that could still turn out to be the beginning of a stop string.
/// </summary>
/// <remarks>
/// Readers on other threads use a boundary they were handed through a channel. Bytes below a boundary never change, and a
/// buffer that had to grow is replaced by a copy, so either array serves them.
/// </remarks>
internal sealed class OutputText(IReadOnlyList<byte[]> stops)
{
    private byte[] _text = new byte[256];
    private byte[] _incomplete = [];
    private int _length;

    /// <summary>Bytes that may be shown.</summary>
    internal int Released { get; private set; }

    /// <summary>The whole text that was generated so far, up to a matched stop string.</summary>
    internal int Length => _length;

    /// <summary>The stop string that ended the text; null when none has.</summary>
    internal byte[]? MatchedStop { get; private set; }

    internal ReadOnlyMemory<byte> Slice(int start, int end) => Volatile.Read(ref _text).AsMemory(start, end - start);

    /// <summary>Adds one token's bytes; true when a stop string is complete, which ends the text just before it.</summary>
    internal bool Append(ReadOnlySpan<byte> piece)
    {
        var before = _length;
        Decode(piece);
        if (Matched(before) is { } end)
        {
            _length = end;
            _incomplete = [];
            Released = end;
            return true;
        }

        Released = _length - HeldBack();
        return false;
    }

    /// <summary>No more tokens: what was held back is text after all, and half a character is shown as damaged.</summary>
    internal void Complete()
    {
        if (_incomplete.Length > 0)
        {
            _incomplete = [];
            Write("\uFFFD"u8);
        }

        Released = _length;
    }

    private void Decode(ReadOnlySpan<byte> piece)
    {
        if (_incomplete.Length > 0)
        {
            byte[] joined = [.. _incomplete, .. piece];
            _incomplete = [];
            Decode(joined);
            return;
        }

        while (!piece.IsEmpty)
        {
            switch (Rune.DecodeFromUtf8(piece, out _, out var consumed))
            {
                case OperationStatus.Done:
                    Write(piece[..consumed]);
                    break;
                case OperationStatus.NeedMoreData:
                    _incomplete = piece.ToArray();
                    return;
                case OperationStatus.InvalidData:
                case OperationStatus.DestinationTooSmall:
                default:
                    Write("\uFFFD"u8);
                    break;
            }

            piece = piece[consumed..];
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _text.Length)
        {
            var larger = new byte[Math.Max(_text.Length * 2, _length + bytes.Length)];
            _text.AsSpan(0, _length).CopyTo(larger);
            Volatile.Write(ref _text, larger);
        }

        bytes.CopyTo(_text.AsSpan(_length));
        _length += bytes.Length;
    }

    private int? Matched(int before)
    {
        int? earliest = null;
        foreach (var stop in stops)
        {
            var from = Math.Max(0, before - stop.Length + 1);
            var at = _text.AsSpan(from, _length - from).IndexOf(stop);
            if (at >= 0 && from + at < (earliest ?? int.MaxValue))
            {
                earliest = from + at;
                MatchedStop = stop;
            }
        }

        return earliest;
    }

    private int HeldBack()
    {
        var held = 0;
        var text = _text.AsSpan(0, _length);
        foreach (var stop in stops)
        {
            for (var size = Math.Min(stop.Length - 1, _length); size > held; size--)
            {
                if (text[^size..].SequenceEqual(stop.AsSpan(0, size)))
                {
                    held = size;
                }
            }
        }

        return held;
    }
}
