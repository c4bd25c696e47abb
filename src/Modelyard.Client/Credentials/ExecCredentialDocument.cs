using System.Text.Json.Nodes;

namespace Modelyard.Client;

/// <summary>What a credential plugin is told, and what it answers.</summary>
internal sealed record ExecCredentialDocument
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ExecCredentialSpec? Spec { get; init; }

    public ExecCredentialStatus? Status { get; init; }
}

/// <summary>What it is told.</summary>
internal sealed record ExecCredentialSpec(JsonObject? Cluster, bool Interactive);

/// <summary>What it answers.</summary>
internal sealed record ExecCredentialStatus
{
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    public string? Token { get; init; }

    public string? ClientCertificateData { get; init; }

    public string? ClientKeyData { get; init; }
}
