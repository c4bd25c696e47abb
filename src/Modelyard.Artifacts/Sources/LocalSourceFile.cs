namespace Modelyard.Artifacts;

/// <summary>A file of this machine that is read, not used in place.</summary>
/// <param name="path">Absolute.</param>
/// <param name="modified">When it was listed; a file that is changed while it is read would give a mixture of both.</param>
internal sealed class LocalSourceFile(string path, DateTime modified) : SourceFile
{
    public override string Identity => path;

    public override string Display => path;

    public override string? LocalPath => Unpack is null ? null : path;

    public override Task<SourceBody> OpenAsync(long offset, string? validator, CancellationToken cancellationToken)
    {
        try
        {
            var stream = new LocalFileStream(path, modified);
            var current = $"{modified.Ticks}-{stream.Length}";
            stream.Position = validator == current && offset <= stream.Length ? offset : 0;
            return Task.FromResult(new SourceBody(stream, stream.Position, stream.Length, current));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FetchException(FetchFailure.NotFound, $"{path} was there a moment ago and is gone.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException(FetchFailure.Unauthorized,
                $"{path} cannot be read by the user {Environment.UserName}, as which Modelyard runs: {e.Message} Give that user read access.", e);
        }
    }
}
