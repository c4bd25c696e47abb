namespace Modelyard.Artifacts;

/// <summary>
/// Models in OCI registries: ModelPack and other artifacts whose layers are files, images in KServe's modelcar form, and Ollama's layout. What
/// a tag names is pinned by the digest of its manifest first, and every blob is checked against the digest in there.
/// </summary>
internal sealed class OciSource(OciRegistries registries) : IModelSource
{
    public IReadOnlyCollection<string> Schemes { get; } = ["oci"];

    public async Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions options, CancellationToken cancellationToken)
    {
        var oci = (OciModelUri)uri;
        var registry = registries.Open(oci.Registry, options.Access);
        var model = await new OciModelReader(registry, oci.Repository).ReadAsync(oci.Reference, cancellationToken);
        var resolved = oci.At(model.Digest).Text;
        var immutable = oci.Digest is not null;
        return model.Layout switch
        {
            OciImageLayout image => new ImageResolution(resolved, model.Digest, immutable, image.Layers, OciImageLayout.Folder),
            OciFilesLayout files => new FilesResolution(resolved, model.Digest, immutable, files.Files),
            _ => throw new InvalidOperationException($"{model.Layout.GetType().Name} is no layout that can be fetched."),
        };
    }
}
