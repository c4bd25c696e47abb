namespace Modelyard.Library;

/// <summary>What the files of a model say about it. Null or empty where they do not say.</summary>
/// <param name="Task">As Hugging Face names tasks, such as <c>text-generation</c>.</param>
/// <param name="License">SPDX identifier; <c>LicenseRef-…</c> for one that SPDX does not list.</param>
/// <param name="Formats">Formats of the weights.</param>
/// <param name="WeightBytes">Size of the files with weights.</param>
/// <param name="CacheBytesPerToken">Keys and values of one token in 16 bits, over all layers.</param>
public sealed record ModelMetadata(
    string? Task,
    string? Architecture,
    long? Parameters,
    string? Quantization,
    long? ContextLength,
    IReadOnlyList<string> Languages,
    string? License,
    IReadOnlyList<string> BaseModels,
    IReadOnlyList<string> Datasets,
    IReadOnlyList<string> Formats,
    long WeightBytes,
    long? CacheBytesPerToken,
    IReadOnlyList<MemoryNeed> Memory);
