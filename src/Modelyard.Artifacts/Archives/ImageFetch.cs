using System.Collections.Concurrent;

namespace Modelyard.Artifacts;

/// <summary>Downloads the layers of a container image and takes out of them what its file system has in one folder.</summary>
internal sealed class ImageFetch(ContentStore store, FileDownload downloads, ArtifactsOptions options, FetchTracker tracker)
{
    internal async Task<IReadOnlyCollection<ModelFile>> RunAsync(ImageResolution image, CancellationToken cancellationToken)
    {
        var held = new ConcurrentDictionary<string, HeldFile>(StringComparer.Ordinal);
        try
        {
            // A layer may be there twice (the empty one is, often); it is downloaded and held once.
            var layers = image.Layers.Select(layer => (Layer: layer, Key: downloads.KeyOf(layer))).ToList();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelFiles, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(layers.DistinctBy(l => l.Key), parallel, async (l, ct) => held[l.Key] = await downloads.HoldAsync(l.Layer, tracker, ct));

            var tree = new ImageTree(image.Folder);
            foreach (var (layer, key) in layers)
            {
                var file = held[key];
                await ArchiveFailure.ExplainAsync(layer, file, async () =>
                {
                    await using var stream = file.Open();
                    var writer = new EntryWriter(store, options.Extraction.AllowedFor(stream.Length));
                    await new ImageLayer(tree, writer, options.Extraction, tracker).ApplyAsync(stream, layer.Unpack!.Value, cancellationToken);
                    return tree;
                });
            }

            var files = tree.Files();
            foreach (var file in held.Values)
            {
                file.GiveUp();
            }

            return files;
        }
        finally
        {
            foreach (var file in held.Values)
            {
                file.Dispose();
            }
        }
    }
}
