namespace Modelyard.Artifacts;

/// <summary>Content that is not in the store yet, in a scratch file that goes away unless the content is kept.</summary>
internal sealed class NewContent(ContentStore store) : IDisposable
{
    private const int BufferSize = 1 << 20;
    private readonly ContentFile _file = store.OpenContent(store.Layout.NewScratch());

    internal ValueTask AppendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => _file.AppendAsync(content, cancellationToken);

    internal async Task FillAsync(Stream from, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await _file.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Makes it part of the store, under its digest.</summary>
    internal void Complete(string sha256) => store.Adopt(_file, sha256);

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_file.Path);
    }
}
