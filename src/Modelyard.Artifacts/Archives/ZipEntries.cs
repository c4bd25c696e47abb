using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace Modelyard.Artifacts;

internal static class ZipEntries
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;
    private const int LongestTarget = 4096;

    internal static async IAsyncEnumerable<ArchiveEntry> ReadAsync(
        Stream archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            if (entry.IsEncrypted)
            {
                throw new FetchException(FetchFailure.Unsupported,
                    $"\"{entry.FullName}\" in the archive is encrypted. Repack it without a password.");
            }

            await using var content = await entry.OpenAsync(cancellationToken);
            if (((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink)
            {
                var target = await ReadTargetAsync(content, cancellationToken);
                yield return new(entry.FullName, null, Path.Combine(Path.GetDirectoryName(entry.FullName) ?? "", target));
            }
            else
            {
                yield return new(entry.FullName, content, Crc32: entry.Crc32);
            }
        }
    }

    private static async Task<string> ReadTargetAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestTarget];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
