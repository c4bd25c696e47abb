using System.Formats.Tar;

namespace Modelyard.Tests.Library;

internal static class TarBytes
{
    internal static byte[] Of(params (string Name, byte[] Content)[] members) =>
        Of([.. members.Select(m => new GnuTarEntry(TarEntryType.RegularFile, m.Name) { DataStream = new MemoryStream(m.Content) })]);

    internal static byte[] Of(params TarEntry[] entries)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                // The same bytes in every run.
                entry.ModificationTime = DateTimeOffset.UnixEpoch;
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }
}
