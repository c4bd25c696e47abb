using System.Text.Json.Serialization;

namespace Modelyard.Library;

/// <summary>What a bill of materials says about a model.</summary>
public sealed record BomModelCard
{
    [JsonPropertyName("bom-ref")]
    public string? Ref { get; init; }

    public BomModelParameters? ModelParameters { get; init; }

    public BomQuantitativeAnalysis? QuantitativeAnalysis { get; init; }

    public IReadOnlyList<BomProperty>? Properties { get; init; }
}

/// <summary>What the model is.</summary>
public sealed record BomModelParameters
{
    public string? Task { get; init; }

    public string? ArchitectureFamily { get; init; }

    public string? ModelArchitecture { get; init; }

    public IReadOnlyList<BomDatasetReference>? Datasets { get; init; }

    public IReadOnlyList<BomInputOutput>? Inputs { get; init; }

    public IReadOnlyList<BomInputOutput>? Outputs { get; init; }
}

/// <summary>A component of the bill that is data.</summary>
public sealed record BomDatasetReference(string Ref);

/// <summary>What goes in or comes out, such as <c>text</c>.</summary>
public sealed record BomInputOutput(string Format);

/// <summary>What evaluations found.</summary>
public sealed record BomQuantitativeAnalysis(IReadOnlyList<BomMetric> PerformanceMetrics);

/// <summary>A metric of an evaluation, which is the slice.</summary>
public sealed record BomMetric(string Type, string Value, string Slice);
