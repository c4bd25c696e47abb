using System.Text.Json.Serialization;

namespace Modelyard.Library;

/// <summary>A report in the form of Harbor's scanner API, as far as it is read here.</summary>
internal sealed record HarborReport
{
    public HarborArtifact? Artifact { get; init; }

    public HarborScannerName? Scanner { get; init; }

    /// <summary>Null where a scanner has found none, and where the document is something else.</summary>
    public IReadOnlyList<HarborVulnerability>? Vulnerabilities { get; init; }
}

internal sealed record HarborScannerName(string? Name, string? Vendor, string? Version)
{
    public override string ToString() => string.Join(' ', new[] { Name, Version }.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } text ? text : "an unnamed scanner";
}

internal sealed record HarborVulnerability
{
    public string? Id { get; init; }

    public string? Package { get; init; }

    public string? Version { get; init; }

    [JsonPropertyName("fix_version")]
    public string? FixVersion { get; init; }

    public string? Severity { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Links { get; init; }
}

/// <summary>What is scanned.</summary>
internal sealed record HarborArtifact
{
    public string? Repository { get; init; }

    public string? Digest { get; init; }

    [JsonPropertyName("mime_type")]
    public string? MimeType { get; init; }
}
