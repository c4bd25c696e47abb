namespace Modelyard.Artifacts;

/// <summary>A complete model on this machine.</summary>
public sealed record FetchedModel
{
    /// <summary>Folder with the model's files and nothing else, to be read only.</summary>
    public required string Folder { get; init; }

    /// <summary>The model file when the model is exactly one file.</summary>
    public string? File { get; init; }

    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>
    /// <c>sha256:…</c> over the manifest. Of a model used in place it covers path, size and modification time, not the content.
    /// </summary>
    public required string Digest { get; init; }

    /// <summary>The URI with everything movable pinned, for instance a branch replaced by its commit; never holds a secret.</summary>
    public required string ResolvedUri { get; init; }

    /// <summary>The files are the user's own and were not copied.</summary>
    public bool InPlace { get; init; }

    /// <summary>Set when the source could not be asked and the model it gave earlier is used: the reason, for the user.</summary>
    public string? StaleReason { get; init; }

    public long Size => Files.Sum(f => f.Size);
}
