namespace Modelyard.Artifacts;

/// <summary>A file of this machine that is read, not used in place: an archive to unpack.</summary>
internal sealed class LocalSourceFile(string path) : SourceFile
{
    public override string Identity => path;

    public override string Display => path;

    public override string LocalPath => path;

    public override Task<SourceBody> OpenAsync(long offset, string? validator, CancellationToken cancellationToken)
    {
        var stream = SequentialFile.Open(path);
        return Task.FromResult(new SourceBody(stream, 0, stream.Length, null));
    }
}
