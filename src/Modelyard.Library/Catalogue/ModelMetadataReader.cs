using System.Text;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Reads what the files of a model say about it. A file that cannot be read says nothing; that it is damaged is the scanner's to tell.</summary>
public static class ModelMetadataReader
{
    private const int LongestCard = 4 << 20;

    public static async Task<ModelMetadata> ReadAsync(IReadOnlyList<ScannedFile> files, CancellationToken cancellationToken)
    {
        var (weights, graphs, formats) = (new ModelFacts(), new ModelFacts(), new SortedSet<string>(StringComparer.Ordinal));
        long weightBytes = 0;
        var config = await ConfigAsync(files, cancellationToken);
        var card = await CardAsync(files, cancellationToken);
        foreach (var file in files)
        {
            var (format, facts) = await ReadAsync(file, (head, reader) => Facts(head, reader, file.Size, config), cancellationToken);
            if (format is ContentFormat.Gguf or ContentFormat.Safetensors)
            {
                weights = weights.And(facts);
            }
            else if (format is ContentFormat.Onnx)
            {
                graphs = graphs.And(facts);
            }

            if (IsWeights(format, file.Path))
            {
                formats.Add(format.ToString());
                weightBytes += file.Size;
            }
        }

        // A card says nothing about sizes: there is nothing it could contradict the weights in.
        var merged = HubFacts.Of(card).Or(weights).Or(graphs).Or(config is null ? new ModelFacts() : HubFacts.Of(config));
        return new ModelMetadata(merged.Task, merged.Architecture, merged.Parameters, merged.Quantization, merged.ContextLength, merged.Languages, merged.License, merged.BaseModels, merged.Datasets,
            [.. formats], weightBytes, merged.CacheBytesPerToken, MemoryEstimate.Of(weightBytes, merged.CacheBytesPerToken, merged.ContextLength));
    }

    private static bool IsWeights(ContentFormat format, string path) =>
        format is ContentFormat.Gguf or ContentFormat.Safetensors or ContentFormat.Onnx or ContentFormat.Pickle or ContentFormat.Hdf5 or ContentFormat.Numpy
            || (format is ContentFormat.Zip && Path.GetExtension(path) is ".bin" or ".pt" or ".pth" or ".ckpt" or ".keras" or ".npz")
            || path.EndsWith(".onnx_data", StringComparison.Ordinal) || path.EndsWith(".onnx.data", StringComparison.Ordinal);

    private static (ContentFormat, ModelFacts) Facts(byte[] head, ByteReader reader, long size, HubConfig? config)
    {
        var format = FormatDetector.Detect(head, size);
        return (format, format switch
        {
            ContentFormat.Gguf => GgufFacts.Of(GgufHeaderReader.Read(reader, size)),
            ContentFormat.Safetensors => HubFacts.Of(SafetensorsHeaderReader.Read(reader, size), config),
            ContentFormat.Onnx => HubFacts.Of(OnnxModelReader.Read(reader, size)),
            _ => new ModelFacts(),
        });
    }

    private static async Task<HubConfig?> ConfigAsync(IReadOnlyList<ScannedFile> files, CancellationToken cancellationToken)
    {
        var file = files.FirstOrDefault(f => f.Path == "config.json");
        try
        {
            return file is null ? null : await ReadAsync(file, (_, reader) => HubConfig.Read(reader), cancellationToken);
        }
        catch (MalformedContentException)
        {
            return null;
        }
    }

    private static async Task<ModelCard> CardAsync(IReadOnlyList<ScannedFile> files, CancellationToken cancellationToken)
    {
        var file = files.FirstOrDefault(f => f.Path.Equals("README.md", StringComparison.OrdinalIgnoreCase));
        if (file is null || file.Size > LongestCard)
        {
            return ModelCard.Empty;
        }

        try
        {
            return await ReadAsync(file, (_, reader) => ModelCard.Parse(Encoding.UTF8.GetString(reader.Bytes(file.Size, LongestCard, "the card"))), cancellationToken);
        }
        catch (MalformedContentException)
        {
            return ModelCard.Empty;
        }
    }

    private static async Task<T> ReadAsync<T>(ScannedFile file, Func<byte[], ByteReader, T> read, CancellationToken cancellationToken)
    {
        await using var stream = await file.Open(cancellationToken);
        var head = new byte[Math.Min(FormatDetector.HeadSize, file.Size)];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        await using var whole = stream.CanSeek ? Rewound(stream) : await file.Open(cancellationToken);
        using var reader = new ByteReader(whole, cancellationToken);
        return read(head[..length], reader);
    }

    private static Stream Rewound(Stream stream)
    {
        stream.Position = 0;
        return stream;
    }
}
