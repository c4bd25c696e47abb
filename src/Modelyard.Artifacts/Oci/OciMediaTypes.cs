namespace Modelyard.Artifacts;

internal static class OciMediaTypes
{
    internal const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    internal const string Index = "application/vnd.oci.image.index.v1+json";
    internal const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    internal const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    internal const string Empty = "application/vnd.oci.empty.v1+json";
    internal const string ImageConfig = "application/vnd.oci.image.config.v1+json";
    internal const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    internal static readonly string[] Accepted = [Manifest, Index, DockerManifest, DockerList];

    /// <summary>How a layer of files is packed, by the end of its type; null when it is one file as it is.</summary>
    /// <exception cref="FetchException">It is packed in a way that cannot be unpacked here.</exception>
    internal static ArchiveFormat? Packing(string mediaType) => mediaType.Split(';')[0] switch
    {
        var type when EndsIn(type, "tar") => ArchiveFormat.Tar,
        var type when EndsIn(type, "tar+gzip", "tar.gzip") => ArchiveFormat.TarGz,
        var type when EndsIn(type, "tar+zstd", "tar.zstd") => throw new FetchException(FetchFailure.Unsupported,
            $"a layer is of the type {type}: layers compressed with zstd are not unpacked. Push the model uncompressed (weights hardly compress) or with gzip."),
        _ => null,
    };

    private static bool EndsIn(string type, params string[] endings) => endings.Any(e => type.EndsWith("." + e, StringComparison.Ordinal));
}
