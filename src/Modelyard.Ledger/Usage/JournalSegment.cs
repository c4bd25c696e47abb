namespace Modelyard.Ledger;

/// <summary>One file of a journal.</summary>
internal sealed class JournalSegment(string path) : IDisposable
{
    private FileStream? _file;
    private long _length;
    private long _imported;

    public string Path { get; } = path;

    /// <summary>How much of it is whole lines. What follows, if anything, is a line that a crash cut off.</summary>
    public long Length { get => Volatile.Read(ref _length); init => _length = value; }

    /// <summary>Up to where the database has it.</summary>
    public long Imported { get => Volatile.Read(ref _imported); set => Volatile.Write(ref _imported, value); }

    /// <summary>Records that begin here and have no end anywhere yet.</summary>
    public int Unended { get; set; }

    public static JournalSegment Create(string path) =>
        new(path) { _file = OwnFile.Open(path, FileMode.CreateNew, FileShare.ReadWrite | FileShare.Delete) };

    public void Append(ReadOnlySpan<byte> lines)
    {
        try
        {
            RandomAccess.Write(_file!.SafeFileHandle, lines, _length);
        }
        catch (IOException)
        {
            // A part may have been written: the next line goes where this one was to go.
            RandomAccess.SetLength(_file!.SafeFileHandle, _length);
            throw;
        }

        Volatile.Write(ref _length, _length + lines.Length);
    }

    /// <summary>No more is written to it.</summary>
    public void Dispose() => _file?.Dispose();
}
