namespace Modelyard.Inference;

/// <summary>An array of the metadata, by its kind and length only.</summary>
internal sealed record GgufArray(GgufValueType ElementType, long Count);
