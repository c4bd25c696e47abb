using System.Runtime.InteropServices;

namespace Modelyard.Artifacts;

/// <summary>One of several: what is for this machine, where they differ by machine.</summary>
internal static class OciIndex
{
    private static readonly string Architecture = RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => other.ToString().ToLowerInvariant(),
    };

    internal static OciDescriptor Choose(IReadOnlyList<OciDescriptor> manifests, string what)
    {
        // Attestations of a builder stand in the index beside the images they are about.
        var models = manifests.Where(m => m.Annotation("vnd.docker.reference.type") is null
            && OciMediaTypes.Accepted.Contains(m.MediaType) && OciUriParser.IsDigest(m.Digest)).ToList();
        if (models is [var only])
        {
            return only;
        }

        // Models in images are files for Linux containers, whatever this machine runs.
        return models.Where(m => m.Platform?.Os == "linux").FirstOrDefault(m => m.Platform!.Architecture == Architecture)
            ?? throw new FetchException(models.Count == 0 ? FetchFailure.NotFound : FetchFailure.Unsupported, models.Count == 0
                ? $"{what} is an index without manifests."
                : $"{what} is an index of {models.Count} manifests, of which none is for linux/{Architecture} ({string.Join(", ", models.Take(8).Select(Show))}). "
                    + "Name one by its digest: oci://registry/repository@sha256:….");
    }

    private static string Show(OciDescriptor manifest) =>
        manifest.Platform is { } platform ? $"{platform.Os}/{platform.Architecture}" : manifest.Digest[..19] + "…";
}
