namespace Modelyard.Artifacts;

/// <summary>
/// Carries models to where no network leads: one tar file with their content, whatever documents belong to them, and an index of digests that
/// whoever exports can sign and whoever imports can check before anything is stored.
/// </summary>
public sealed class ModelArchive(ContentStore store, TimeProvider time)
{
    /// <summary>Writes an archive, reading and checking every byte on the way.</summary>
    /// <param name="models">Digests, as in <see cref="StoredModel.Digest"/>.</param>
    /// <param name="documents">Reports, signatures, approvals.</param>
    /// <param name="to">Need not be seekable.</param>
    /// <param name="sign">Signs the index; null for an archive without a signature.</param>
    /// <exception cref="FetchException">A model is not in the store, or not as it should be. The archive is then not complete and not to be used.</exception>
    public async Task ExportAsync(
        IReadOnlyCollection<string> models,
        IReadOnlyCollection<ArchiveDocument> documents,
        Stream to,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>>? sign,
        IProgress<FetchProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var open = await FileLock.AcquireAsync(store.Layout.StoreLock, exclusive: false, time, null, cancellationToken);
        await new ArchiveWriter(store, to, time.GetUtcNow(), progress, time).RunAsync(models, documents, sign, cancellationToken);
    }

    /// <summary>
    /// Reads an archive into the store. What is there already is not written again, so an import that was interrupted is simply repeated. A
    /// model appears when all of it has arrived.
    /// </summary>
    /// <param name="from">Need not be seekable.</param>
    /// <param name="verify">
    /// Given the index and its signature (null when the archive has none), before anything is stored; throws to refuse.
    /// </param>
    /// <param name="owner">Who is going to keep the models: nothing is stored when what the index names does not fit into the quota.</param>
    /// <exception cref="FetchException">The archive is damaged, has something in it that its index does not name, or there is no room for it.</exception>
    public async Task<ImportedArchive> ImportAsync(
        Stream from,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?, CancellationToken, Task> verify,
        StorageOwner? owner,
        IProgress<FetchProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var open = await FileLock.AcquireAsync(store.Layout.StoreLock, exclusive: false, time, null, cancellationToken);
        try
        {
            return await new ArchiveReader(store, from, owner, progress, time).RunAsync(verify, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw ArchiveIndex.Bad($"it is not a complete tar file ({e.Message.TrimEnd('.')})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(e, store.Folder);
        }
    }
}
