using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Modelyard.Client;

/// <summary>How to prove who one is.</summary>
internal sealed record KubeconfigUser
{
    [JsonPropertyName("client-certificate")]
    public string? ClientCertificate { get; init; }

    [JsonPropertyName("client-certificate-data")]
    public string? ClientCertificateData { get; init; }

    [JsonPropertyName("client-key")]
    public string? ClientKey { get; init; }

    [JsonPropertyName("client-key-data")]
    public string? ClientKeyData { get; init; }

    public string? Token { get; init; }

    public string? TokenFile { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("as")]
    public string? As { get; init; }

    [JsonPropertyName("as-uid")]
    public string? AsUid { get; init; }

    [JsonPropertyName("as-groups")]
    public List<string>? AsGroups { get; init; }

    [JsonPropertyName("as-user-extra")]
    public Dictionary<string, List<string>>? AsUserExtra { get; init; }

    public KubeconfigExec? Exec { get; init; }

    /// <summary>Credentials built into the client, which Kubernetes has removed in favour of <see cref="Exec"/>.</summary>
    [JsonPropertyName("auth-provider")]
    public JsonNode? AuthProvider { get; init; }
}

/// <summary>A program that is asked for credentials.</summary>
internal sealed record KubeconfigExec
{
    public string? ApiVersion { get; init; }

    public string? Command { get; init; }

    public List<string>? Args { get; init; }

    public List<ExecVariable>? Env { get; init; }

    public string? InstallHint { get; init; }

    public bool ProvideClusterInfo { get; init; }

    public string? InteractiveMode { get; init; }
}

/// <summary>A variable for that program, beside those of this process.</summary>
internal sealed record ExecVariable(string? Name, string? Value);
