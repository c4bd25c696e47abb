namespace Modelyard.Artifacts;

/// <summary>One file a source offers.</summary>
public abstract class SourceFile
{
    /// <summary>Where it belongs in the model's folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Null when the source does not say.</summary>
    public long? Size { get; init; }

    /// <summary>What the content must hash to; null when the source does not say.</summary>
    public FileDigest? Digest { get; init; }

    /// <summary>Set when the file is an archive whose content is wanted, not itself.</summary>
    public ArchiveFormat? Unpack { get; init; }

    /// <summary>Names this very file among all others, to find a partial download again. Never shown or stored as it is.</summary>
    public abstract string Identity { get; }

    /// <summary>For messages; holds no secret.</summary>
    public abstract string Display { get; }

    /// <summary>Set when the file is on this machine and can be read without a copy.</summary>
    public virtual string? LocalPath => null;

    /// <summary>Begins sending the content, from the offset when source and validator allow it, from the start otherwise.</summary>
    /// <exception cref="FetchException">With <see cref="FetchException.IsTransient"/> set when trying again makes sense.</exception>
    public abstract Task<SourceBody> OpenAsync(long offset, string? validator, CancellationToken cancellationToken);
}
