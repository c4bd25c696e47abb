using System.Buffers;

namespace Modelyard.Gateway;

/// <summary>
/// Finds the <c>usage</c> of a JSON answer while it passes by in pieces of any size. Answers may be megabytes of numbers; only the object
/// itself is ever copied.
/// </summary>
internal sealed class UsageScanner : IDisposable
{
    private const int MostCaptured = 4096;
    private const int NameLength = 5;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);

    private byte[]? _captured;
    private int _capturedLength;
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _capturing;

    // How much of the string that is being read agrees with the name; -1 once it does not.
    private int _matched = -1;

    // The last string of the outermost object was the name, and nothing but a colon and white space has followed.
    private bool _named;

    /// <summary>What was found so far; null when nothing was.</summary>
    public TokenUsage? Found { get; private set; }

    public void Read(ReadOnlySpan<byte> piece)
    {
        var start = 0;
        for (var i = 0; i < piece.Length;)
        {
            if (_inString)
            {
                i = ReadString(piece, i);
                continue;
            }

            var next = piece[i..].IndexOfAny(Structure);
            if (_named && NameIsForSomethingElse(piece[i..(next < 0 ? piece.Length : i + next)]))
            {
                _named = false;
            }

            if (next < 0)
            {
                break;
            }

            i += next;
            switch (piece[i])
            {
                case (byte)'"':
                    _inString = true;
                    _matched = _depth == 1 && !_capturing ? 0 : -1;
                    _named = false;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    if (_named && piece[i] == '{')
                    {
                        (_capturing, _capturedLength, start) = (true, 0, i);
                    }

                    _named = false;
                    break;
                default:
                    _depth--;
                    if (_capturing && _depth == 1)
                    {
                        Capture(piece[start..(i + 1)]);
                        EndCapture();
                    }

                    break;
            }

            i++;
        }

        if (_capturing)
        {
            Capture(piece[start..]);
        }
    }

    public void Dispose()
    {
        if (_captured is not null)
        {
            ArrayPool<byte>.Shared.Return(_captured);
            _captured = null;
        }
    }

    // Between a name and its value there is a colon; after a string that is a value, a comma.
    private static bool NameIsForSomethingElse(ReadOnlySpan<byte> between) => between.IndexOfAnyExcept(" \t\r\n:"u8) >= 0;

    private int ReadString(ReadOnlySpan<byte> piece, int i)
    {
        if (_escaped)
        {
            _escaped = false;
            _matched = -1;
            return i + 1;
        }

        var end = piece[i..].IndexOfAny(InString);
        var text = end < 0 ? piece[i..] : piece.Slice(i, end);
        Match(text);
        if (end < 0)
        {
            return piece.Length;
        }

        if (piece[i + end] == '\\')
        {
            _escaped = true;
        }
        else
        {
            _inString = false;
            _named = _matched == NameLength;
        }

        return i + end + 1;
    }

    private void Match(ReadOnlySpan<byte> text)
    {
        if (_matched >= 0 && text.Length > 0)
        {
            _matched = _matched + text.Length <= NameLength && text.SequenceEqual("usage"u8.Slice(_matched, text.Length)) ? _matched + text.Length : -1;
        }
    }

    private void Capture(ReadOnlySpan<byte> part)
    {
        if (_capturedLength + part.Length <= MostCaptured)
        {
            _captured ??= ArrayPool<byte>.Shared.Rent(MostCaptured);
            part.CopyTo(_captured.AsSpan(_capturedLength));
        }

        _capturedLength += part.Length;
    }

    private void EndCapture()
    {
        _capturing = false;
        if (_capturedLength <= MostCaptured && UsageJson.TryRead(_captured.AsSpan(0, _capturedLength), out var usage))
        {
            Found = usage;
        }
    }
}
