namespace Modelyard.Artifacts;

/// <summary>Recognizes how a model was put into a registry: by what the manifest says it is, and by its layers.</summary>
internal static class OciLayouts
{
    private const string Title = "org.opencontainers.image.title";
    private const string UnpackTitle = "io.deis.oras.content.unpack";
    private const string OllamaModel = "application/vnd.ollama.image.model";

    private static readonly string[] ModelPack = ["application/vnd.cncf.model.", "application/vnd.cnai.model."];
    private static readonly string[] FilePath = ["org.cncf.model.filepath", "org.cnai.model.filepath"];

    /// <exception cref="FetchException">It is no model, or of a form unknown here.</exception>
    internal static OciLayout Of(OciManifest manifest, OciRegistry registry, string repository)
    {
        var layers = (manifest.Layers ?? []).Where(l => l.MediaType != OciMediaTypes.Empty).ToList();
        return layers.Count == 0 ? throw new FetchException(FetchFailure.NotFound, $"{repository} in the registry {registry.Name} has no layers, so no files ({manifest.Kind}).")
            : layers.Any(l => l.MediaType == OllamaModel) ? Files(layers.Select(l => (l, OllamaName(l), (ArchiveFormat?)null)))
            : ModelPack.Any(p => manifest.Kind.StartsWith(p, StringComparison.Ordinal)) ? Files(layers.Select(PackedFile))
            : layers.All(l => l.Annotation(Title) is not null) ? Files(layers.Select(TitledFile))
            : manifest.Config?.MediaType is OciMediaTypes.ImageConfig or OciMediaTypes.DockerConfig ? new OciImageLayout([.. layers.Select(ImageLayer)])
            : throw new FetchException(FetchFailure.Unsupported,
                $"{repository} in the registry {registry.Name} is a \"{manifest.Kind}\", which is not known as a model. Known are ModelPack artifacts, artifacts whose "
                    + "layers have titles (as oras pushes them), images with the model in /models, and models of Ollama.");

        OciFilesLayout Files(IEnumerable<(OciDescriptor Layer, string? Path, ArchiveFormat? Unpack)> files) =>
            new([.. files.Select(f => registry.File(repository, f.Layer, f.Path ?? throw Nameless(f.Layer), f.Unpack))]);

        SourceFile ImageLayer(OciDescriptor layer, int index) => OciMediaTypes.Packing(layer.MediaType) is { } packing
            ? registry.File(repository, layer, $"layer {index + 1}", packing)
            : throw new FetchException(FetchFailure.Unsupported, $"layer {index + 1} of {repository} is a \"{layer.MediaType}\", which is not a part of an image.");

        FetchException Nameless(OciDescriptor layer) => new(FetchFailure.Unsupported,
            $"{repository} in the registry {registry.Name} has a layer {layer.Digest} ({layer.MediaType}) that does not say which file it is: "
                + $"the annotation {FilePath[0]} is missing.");
    }

    private static (OciDescriptor, string?, ArchiveFormat?) PackedFile(OciDescriptor layer)
    {
        var name = FilePath.Select(layer.Annotation).FirstOrDefault(p => p is not null) ?? layer.Annotation(Title);
        var packing = OciMediaTypes.Packing(layer.MediaType);
        return (layer, packing is null ? name : name ?? layer.Digest, packing);
    }

    private static (OciDescriptor, string?, ArchiveFormat?) TitledFile(OciDescriptor layer)
    {
        var name = layer.Annotation(Title);
        // A folder was packed for the way; a file that happens to be an archive stays one.
        return (layer, name, layer.Annotation(UnpackTitle) == "true" ? OciMediaTypes.Packing(layer.MediaType) ?? ArchiveFormats.Of(name!) ?? ArchiveFormat.TarGz : null);
    }

    /// <summary>Ollama names no files: the last part of the type says what each is.</summary>
    private static string? OllamaName(OciDescriptor layer) => layer.MediaType.Split(';')[0] switch
    {
        OllamaModel => "model.gguf",
        "application/vnd.ollama.image.projector" => "projector.gguf",
        "application/vnd.ollama.image.adapter" => $"adapter-{layer.Digest[^12..]}.gguf",
        "application/vnd.ollama.image.license" => $"LICENSE-{layer.Digest[^12..]}",
        "application/vnd.ollama.image.params" => "params.json",
        "application/vnd.ollama.image.messages" => "messages.json",
        "application/vnd.ollama.image.template" => "template",
        "application/vnd.ollama.image.system" => "system",
        _ => null,
    };
}
