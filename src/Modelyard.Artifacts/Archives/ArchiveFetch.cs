namespace Modelyard.Artifacts;

/// <summary>Downloads an archive, unpacks it into the store and drops it again.</summary>
internal sealed class ArchiveFetch(ContentStore store, FileDownload downloads, ArtifactsOptions options, FetchTracker tracker)
{
    internal async Task<IReadOnlyCollection<ModelFile>> RunAsync(SourceFile archive, CancellationToken cancellationToken)
    {
        using var held = await downloads.HoldAsync(archive, tracker, cancellationToken);
        var files = await ArchiveFailure.ExplainAsync(archive, held, () => UnpackAsync(archive.Unpack!.Value, held, cancellationToken));
        held.GiveUp();
        return files;
    }

    private async Task<IReadOnlyCollection<ModelFile>> UnpackAsync(ArchiveFormat format, HeldFile held, CancellationToken cancellationToken)
    {
        await using var stream = held.Open();
        var entries = format == ArchiveFormat.Zip
            ? ZipEntries.ReadAsync(stream, cancellationToken)
            : TarEntries.ReadAsync(stream, format == ArchiveFormat.TarGz, cancellationToken);
        return await new ArchiveUnpacker(store, options.Extraction, stream.Length, tracker).RunAsync(entries, cancellationToken);
    }
}
