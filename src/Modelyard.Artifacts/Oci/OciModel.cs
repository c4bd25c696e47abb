namespace Modelyard.Artifacts;

/// <summary>A model of a registry.</summary>
/// <param name="Digest">Of what the tag names, which may be an index.</param>
/// <param name="Document">Of the model itself.</param>
internal sealed record OciModel(string Digest, OciDocument Document, OciLayout Layout)
{
    internal OciManifest Manifest => Document.Content;
}

/// <summary>How a model's files are found in its layers.</summary>
internal abstract record OciLayout;

/// <param name="Files">Some may be archives.</param>
internal sealed record OciFilesLayout(IReadOnlyList<SourceFile> Files) : OciLayout;

/// <summary>KServe's modelcar: an image with the model in a folder agreed on.</summary>
internal sealed record OciImageLayout(IReadOnlyList<SourceFile> Layers) : OciLayout
{
    internal const string Folder = "models";
}
