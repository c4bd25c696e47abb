using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Modelyard.Artifacts;

internal static class TarEntries
{
    internal static async IAsyncEnumerable<ArchiveEntry> ReadAsync(
        Stream archive, bool compressed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var plain = compressed ? new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true) : archive;
        await using var reader = new TarReader(plain, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    yield return new(name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.SymbolicLink:
                    yield return new(name, null, Path.Combine(Path.GetDirectoryName(name) ?? "", entry.LinkName));
                    break;
                case TarEntryType.HardLink:
                    yield return new(name, null, entry.LinkName);
                    break;
                case TarEntryType.Directory or TarEntryType.DirectoryList or TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw new FetchException(FetchFailure.Unsafe,
                        $"the archive contains \"{name}\", a {entry.EntryType}: a model consists of files. Repack it without.");
            }
        }
    }
}
