using Microsoft.Win32.SafeHandles;

namespace Modelyard.Ledger;

/// <summary>Reads a file line by line. What follows the last line end is not a line yet, and never will be if a crash left it.</summary>
internal sealed class JournalLineReader(string path, long position = 0, long end = long.MaxValue) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    /// <summary>Behind the last line that was read.</summary>
    public long Position { get; private set; } = position;

    /// <summary>The next line without its end, valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _end - _start);
            var length = unread.IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = unread[..length];
                _start += length + 1;
                Position += length + 1;
                return true;
            }

            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private bool Fill()
    {
        var unread = _buffer.AsSpan(_start, _end - _start);
        if (unread.Length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        unread.CopyTo(_buffer);
        (_start, _end) = (0, unread.Length);
        var from = Position + _end;
        var read = RandomAccess.Read(_file, _buffer.AsSpan(_end, (int)Math.Min(_buffer.Length - _end, end - from)), from);
        _end += read;
        return read > 0;
    }
}
