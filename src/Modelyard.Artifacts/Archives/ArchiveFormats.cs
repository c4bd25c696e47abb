namespace Modelyard.Artifacts;

public enum ArchiveFormat
{
    Zip,
    Tar,
    TarGz,
}

internal static class ArchiveFormats
{
    private static readonly string[] NotUnpacked = [".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".7z", ".rar"];

    /// <summary>As KServe's storage initializer decides: by name.</summary>
    /// <exception cref="FetchException">The name is that of an archive that cannot be unpacked here.</exception>
    internal static ArchiveFormat? Of(string fileName)
    {
        if (NotUnpacked.FirstOrDefault(Ends) is { } unknown)
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"{fileName}: archives ending in {unknown} are not unpacked. Repack it as .tar.gz or .zip, or name the model file itself.");
        }

        return Ends(".zip") ? ArchiveFormat.Zip
            : Ends(".tar") ? ArchiveFormat.Tar
            : Ends(".tar.gz") || Ends(".tgz") ? ArchiveFormat.TarGz
            : null;

        bool Ends(string suffix) => fileName.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
    }
}
