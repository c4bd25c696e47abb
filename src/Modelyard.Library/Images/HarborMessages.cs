using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Library;

/// <summary>What a scanner says about itself.</summary>
internal sealed record HarborMetadata
{
    public HarborScannerName? Scanner { get; init; }

    public IReadOnlyList<HarborCapability>? Capabilities { get; init; }
}

internal sealed record HarborCapability
{
    /// <summary>Null in the first version of the API, which knew of vulnerabilities only.</summary>
    public string? Type { get; init; }

    [JsonPropertyName("consumes_mime_types")]
    public IReadOnlyList<string>? Consumes { get; init; }

    [JsonPropertyName("produces_mime_types")]
    public IReadOnlyList<string>? Produces { get; init; }
}

internal sealed record HarborRequest
{
    public required HarborRegistry Registry { get; init; }

    public required HarborArtifact Artifact { get; init; }

    [JsonPropertyName("enabled_capabilities")]
    public IReadOnlyList<HarborWish>? Wishes { get; init; }
}

internal sealed record HarborRegistry(string Url, string? Authorization);

/// <summary>What is wanted of a scan. The adapter for Trivy wants the kinds of reports named, though the specification leaves that open.</summary>
internal sealed record HarborWish(string Type, [property: JsonPropertyName("produces_mime_types")] IReadOnlyList<string> Produces);

internal sealed record HarborAccepted(string? Id);

internal sealed record HarborFailure(HarborError? Error);

internal sealed record HarborError(string? Message);

internal static class HarborJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
    };
}
