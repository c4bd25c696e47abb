namespace Modelyard.Artifacts;

/// <summary>A complete model in the store of this machine.</summary>
public record StoredModel
{
    private readonly ContentStore _store;

    internal StoredModel(ContentStore store) => _store = store;

    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>
    /// <c>sha256:…</c> over the manifest. Of a model used in place it covers path, size and modification time, not the content.
    /// </summary>
    public required string Digest { get; init; }

    /// <summary>The URI with everything movable pinned, for instance a branch replaced by its commit; never holds a secret.</summary>
    public required string ResolvedUri { get; init; }

    /// <summary>Set when the source could not be asked and the model it gave earlier is used: the reason, for the user.</summary>
    public string? StaleReason { get; init; }

    /// <summary>The files are the user's own and were not copied.</summary>
    public bool InPlace => Place is not null;

    public long Size => Files.Sum(f => f.Size);

    /// <summary>Where the user's own files are.</summary>
    internal string? Place { get; init; }

    /// <summary>Where the files are under their own names; null for an encrypted model.</summary>
    internal string? PlainFolder { get; init; }

    /// <summary>The content of one of the files, from its beginning; can be read out of order.</summary>
    /// <exception cref="FetchException">It was changed where it is kept.</exception>
    public Stream Open(ModelFile file) => Place is null
        ? _store.Open(file.Sha256!, isSequential: false)
        : new FileStream(Path.Combine(Place, file.Path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
}
