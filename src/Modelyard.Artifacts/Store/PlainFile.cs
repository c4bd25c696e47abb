namespace Modelyard.Artifacts;

/// <summary>Content written as it is.</summary>
internal sealed class PlainFile : ContentFile
{
    private readonly FileStream _stream;
    private long _length;

    internal PlainFile(string path)
        : base(path)
    {
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
        _stream.Position = _length = _stream.Length;
    }

    internal override long Length => _length;

    internal override async ValueTask AppendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(content, cancellationToken);
        _length += content.Length;
    }

    internal override void Cut(long length)
    {
        _stream.SetLength(length);
        _stream.Position = _length = length;
    }

    internal override Stream OpenRead() =>
        new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    internal override void Flush() => _stream.Flush(flushToDisk: true);

    internal override void Finish() => Flush();

    public override void Dispose() => _stream.Dispose();
}
