namespace Modelyard.Artifacts;

/// <summary>Finds the model that a tag or digest of a repository names.</summary>
internal sealed class OciModelReader(OciRegistry registry, string repository)
{
    private const int DeepestIndex = 4;

    internal async Task<OciModel> ReadAsync(string reference, CancellationToken cancellationToken)
    {
        var named = await registry.ManifestAsync(repository, reference, cancellationToken);
        var document = named;
        for (var depth = 0; document.IsIndex; depth++)
        {
            if (depth == DeepestIndex)
            {
                throw new FetchException(FetchFailure.Unsupported,
                    $"{repository}@{named.Digest} is an index of indexes, more than {DeepestIndex} deep: name the manifest of the model itself.");
            }

            var choice = OciIndex.Choose(document.Content.Manifests ?? [], $"{repository}@{document.Digest}");
            document = await registry.ManifestAsync(repository, choice.Digest, cancellationToken);
        }

        return new OciModel(named.Digest, document, OciLayouts.Of(document.Content, registry, repository));
    }
}
