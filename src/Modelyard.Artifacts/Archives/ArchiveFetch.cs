namespace Modelyard.Artifacts;

/// <summary>Downloads an archive, unpacks it into the store and drops it again.</summary>
internal sealed class ArchiveFetch(ContentStore store, FileDownload downloads, ArtifactsOptions options)
{
    internal async Task<IReadOnlyCollection<ModelFile>> RunAsync(
        ArchiveResolution resolution, FetchTracker tracker, CancellationToken cancellationToken)
    {
        var archive = resolution.Archive;
        tracker.Start(1, archive.Size);
        if (archive.LocalPath is { } local)
        {
            return await UnpackAsync(resolution, local, tracker, cancellationToken);
        }

        FreeSpace.Demand(store.Folder, downloads.Missing(archive) ?? 0, options.FreeSpaceReserve);
        var file = await downloads.RunAsync(archive, tracker, cancellationToken);
        var blob = store.Layout.Blob(file.Sha256!);
        try
        {
            return await UnpackAsync(resolution, blob, tracker, cancellationToken);
        }
        finally
        {
            File.Delete(blob);
        }
    }

    private async Task<IReadOnlyCollection<ModelFile>> UnpackAsync(
        ArchiveResolution resolution, string path, FetchTracker tracker, CancellationToken cancellationToken)
    {
        await using var stream = SequentialFile.Open(path);
        var entries = resolution.Format == ArchiveFormat.Zip
            ? ZipEntries.ReadAsync(stream, cancellationToken)
            : TarEntries.ReadAsync(stream, resolution.Format == ArchiveFormat.TarGz, cancellationToken);
        try
        {
            return await new ArchiveUnpacker(store, options.Extraction, tracker).RunAsync(entries, stream.Length, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new FetchException(FetchFailure.Corrupt,
                $"{resolution.Archive.Display} is not a complete {Name(resolution.Format)} archive ({e.Message.TrimEnd('.')}). "
                    + "Pack it again, or check that the link leads to the archive itself.", e);
        }
        catch (FetchException e)
        {
            throw new FetchException(e.Reason, $"{resolution.Archive.Display}: {e.Message}", e);
        }
    }

    private static string Name(ArchiveFormat format) => format switch
    {
        ArchiveFormat.Zip => ".zip",
        ArchiveFormat.Tar => ".tar",
        ArchiveFormat.TarGz => ".tar.gz",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
