namespace Modelyard.Artifacts;

/// <summary>Content being sent.</summary>
/// <param name="Offset">Where in the file the content begins; zero although more was asked for when the file has to be sent whole.</param>
/// <param name="TotalSize">Of the whole file.</param>
/// <param name="Validator">Handed back on the next attempt, so that two versions of a file are never joined.</param>
public sealed record SourceBody(
    Stream Content, long Offset, long? TotalSize, string? Validator, IDisposable? Owner = null) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        Owner?.Dispose();
    }
}
