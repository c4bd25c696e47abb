namespace Modelyard.Artifacts;

/// <summary>What one fetch may use, besides what the whole fetcher is configured with.</summary>
public sealed record FetchOptions
{
    /// <summary>Token for <c>hf://</c>, in place of the configured one. Other sources never see it.</summary>
    public string? Token { get; init; }

    /// <summary>Request headers for <c>http(s)://</c>, credentials among them; sent only to the host named in the URI.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Use what this URI resolved to before without asking the source whether it has changed.</summary>
    public bool PreferCached { get; init; }

    /// <summary>Folder that relative paths start from; the current directory when not given.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>How the source of this model is reached, where a catalogue said so.</summary>
    public SourceAccess? Access { get; init; }

    /// <summary>Files of this machine are copied into the store as well, with digests: what the library keeps must not change under it.</summary>
    public bool Copy { get; init; }

    /// <summary>
    /// The only content that is wanted, as in <see cref="StoredModel.Digest"/>. When it is in the store, and the holder's, it is used without asking the
    /// source; every byte of it is read again and checked.
    /// </summary>
    public string? Digest { get; init; }

    /// <summary>
    /// For whom it is fetched, e.g. <c>organization/acme</c>: content that is in the store, put there by others, is used only when this holder has had it
    /// from its source as well, or brought it. Knowing a digest gives nobody the content. Null for whoever owns the machine, who may have all of it.
    /// </summary>
    public string? Holder { get; init; }

    /// <summary>On whose account the model is kept. It is then referenced for this owner, and refused when it does not fit into the quota.</summary>
    public StorageOwner? Owner { get; init; }

    /// <summary>
    /// Who is going to read it in its folder, as in <see cref="ContentStore.AddReference"/>. An encrypted model is referenced for this name before it is
    /// decrypted, so that nobody frees the copy meanwhile.
    /// </summary>
    public string? User { get; init; }

    // The record's own would print the token into logs.
    public override string ToString() => $"FetchOptions {{ Token = {(Token is null ? "none" : "set")}, PreferCached = {PreferCached} }}";
}
