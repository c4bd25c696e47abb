namespace Modelyard.Artifacts;

/// <summary>Reads a file that nobody may change meanwhile, and notices at the end when somebody did.</summary>
internal sealed class LocalFileStream(string path, DateTime modified)
    : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan)
{
    private readonly string _path = path;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        return read > 0 || File.GetLastWriteTimeUtc(_path) == modified ? read : throw new FetchException(FetchFailure.Corrupt,
            $"{_path} was changed while it was copied, and nothing was kept. Fetch it again when it is complete.");
    }
}
