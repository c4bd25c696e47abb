using System.Formats.Tar;

namespace Modelyard.Tests.Library;

internal static class TarBytes
{
    internal static byte[] Of(params (string Name, byte[] Content)[] members) =>
        Of([.. members.Select(m => new PaxTarEntry(TarEntryType.RegularFile, m.Name) { DataStream = new MemoryStream(m.Content) })]);

    internal static byte[] Of(params TarEntry[] entries)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }
}
