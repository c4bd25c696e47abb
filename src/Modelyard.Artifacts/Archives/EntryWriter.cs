using System.Buffers;

namespace Modelyard.Artifacts;

/// <summary>
/// Puts what comes out of an archive into the store, as long as it is not more than the archive's size explains. Content is written to
/// scratch files: no name from an archive ever becomes a path here.
/// </summary>
internal sealed class EntryWriter(ContentStore store, long allowed)
{
    private const int BufferSize = 256 << 10;

    /// <summary>What has come out so far.</summary>
    internal long Bytes { get; private set; }

    /// <param name="crc32">Checksum the archive claims for the content.</param>
    internal async Task<ModelFile> WriteAsync(string path, Stream content, uint? crc32, CancellationToken cancellationToken)
    {
        using var file = store.NewContent();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hasher = new ContentHasher(expected: null, size: null);
            var crc = new Crc32();
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; size += read)
            {
                Count(read);
                hasher.Append(buffer.AsSpan(0, read));
                if (crc32 is not null)
                {
                    crc.Append(buffer.AsSpan(0, read));
                }

                await file.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            if (crc32 is { } expected && expected != crc.Value)
            {
                throw new FetchException(FetchFailure.Corrupt,
                    $"\"{path}\" in the archive is damaged: its checksum is {crc.Value:x8} instead of {expected:x8}.");
            }

            var sha256 = hasher.Finish().Sha256;
            file.Complete(sha256);
            return new ModelFile(path, size, sha256);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Counts what is passed over as well: it has to be unpacked all the same.</summary>
    internal void Count(long bytes)
    {
        if ((Bytes += bytes) > allowed)
        {
            throw new FetchException(FetchFailure.Unsafe,
                $"the archive unpacks to more than {DiskFailure.Size(allowed)}, far more than its size explains. "
                    + "It may be an attack; it is not unpacked.");
        }
    }
}
