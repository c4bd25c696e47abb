using System.IO.Compression;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>A file that is compressed as a whole, as <c>.gz</c> and the pickles of joblib are.</summary>
internal static class CompressedInspector
{
    internal static void Inspect(Content content, ContentFormat format, Inspection inspection)
    {
        var packed = content.Open();
        Stream unpacking = format is ContentFormat.Gzip ? new GZipStream(packed, CompressionMode.Decompress) : new ZLibStream(packed, CompressionMode.Decompress);
        using var plain = inspection.Spool(new MeteredStream(unpacking, inspection.Budget));
        var size = plain.Length;
        if (size == 0)
        {
            inspection.Unfinished(ArchiveRules.Damaged, content, "", "nothing comes out of it");
            return;
        }

        inspection.Inspect(content.Inside(UnpackedName(content.Name), size, () => new BoundedStream(plain, 0, size)));
    }

    private static string UnpackedName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".tgz" => Path.ChangeExtension(name, ".tar"),
        ".gz" or ".z" => Path.GetFileNameWithoutExtension(name),
        _ => name,
    };
}
