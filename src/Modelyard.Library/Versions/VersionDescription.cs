using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What the files of a version say about it, in the form the API shows.</summary>
internal static class VersionDescription
{
    public static async Task<VersionMetadata> ReadAsync(StoredModel model, CancellationToken cancellationToken)
    {
        var read = await ModelMetadataReader.ReadAsync(VersionFiles.Of(model), cancellationToken);
        return new VersionMetadata
        {
            Task = read.Task,
            Architecture = read.Architecture,
            Format = read.Formats.Count > 0 ? string.Join(", ", read.Formats).ToLowerInvariant() : null,
            Parameters = read.Parameters,
            Quantization = read.Quantization,
            ContextLength = read.ContextLength,
            Languages = read.Languages.Count > 0 ? [.. read.Languages] : null,
            License = read.License,
            BaseModel = read.BaseModels.Count > 0 ? string.Join(", ", read.BaseModels) : null,
            Datasets = read.Datasets.Count > 0 ? [.. read.Datasets] : null,
            Memory = read.Memory.Count > 0 ? [.. read.Memory.Select(m => new MemoryAtContext { ContextLength = m.ContextLength, Bytes = m.Bytes })] : null,
        };
    }
}
