using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>The files of a version, to be read where they are kept, encrypted or not.</summary>
internal static class VersionFiles
{
    public static IReadOnlyList<ScannedFile> Of(StoredModel model) =>
        [.. model.Files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new ScannedFile(f.Path, f.Size, _ => ValueTask.FromResult(model.Open(f))))];
}
