using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Library;

/// <summary>A bill of materials in the form of CycloneDX 1.6, as far as models need it.</summary>
public sealed record BomDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    [JsonPropertyName("$schema")]
    public string Schema => "http://cyclonedx.org/schema/bom-1.6.schema.json";

    public string BomFormat => "CycloneDX";

    public string SpecVersion => "1.6";

    public required string SerialNumber { get; init; }

    public int Version => 1;

    public required BomMetadata Metadata { get; init; }

    public IReadOnlyList<BomComponent>? Components { get; init; }

    public IReadOnlyList<BomDependency>? Dependencies { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);
}

/// <summary>What the bill is about, and what wrote it.</summary>
public sealed record BomMetadata(string? Timestamp, BomTools Tools, BomComponent Component);

/// <summary>What wrote the bill.</summary>
public sealed record BomTools(IReadOnlyList<BomComponent> Components);

/// <summary>A model, data, a file or a program.</summary>
public sealed record BomComponent
{
    public required string Type { get; init; }

    [JsonPropertyName("bom-ref")]
    public string? Ref { get; init; }

    public string? Group { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<BomHash>? Hashes { get; init; }

    public IReadOnlyList<BomLicense>? Licenses { get; init; }

    public string? Purl { get; init; }

    public IReadOnlyList<BomReference>? ExternalReferences { get; init; }

    public IReadOnlyList<BomComponent>? Components { get; init; }

    public IReadOnlyList<BomData>? Data { get; init; }

    public BomModelCard? ModelCard { get; init; }

    public IReadOnlyList<BomProperty>? Properties { get; init; }
}

/// <summary>A digest.</summary>
public sealed record BomHash(string Alg, string Content);

/// <summary>A licence, by its SPDX identifier or by a name that SPDX does not list.</summary>
public sealed record BomLicense(BomLicenseName License);

/// <summary>One of both is given.</summary>
public sealed record BomLicenseName(string? Id, string? Name);

/// <summary>Something elsewhere.</summary>
public sealed record BomReference(string Type, string Url, string? Comment = null);

/// <summary>Data that a model was trained on.</summary>
public sealed record BomData(string Type, string Name, BomContents? Contents);

/// <summary>Where data is.</summary>
public sealed record BomContents(string Url);

/// <summary>What depends on what, by reference.</summary>
public sealed record BomDependency(string Ref, IReadOnlyList<string>? DependsOn);

/// <summary>What there is no field for.</summary>
public sealed record BomProperty(string Name, string Value);
