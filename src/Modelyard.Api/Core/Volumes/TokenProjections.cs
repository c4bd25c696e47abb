namespace Modelyard.Api;

/// <summary>A token of the pod's service account.</summary>
public sealed class ServiceAccountTokenProjection
{
    /// <summary>Who the token is meant for; the API server when absent.</summary>
    public string? Audience { get; set; }

    /// <summary>Requested life of the token; at least 600. Default 3600.</summary>
    public long? ExpirationSeconds { get; set; }

    /// <summary>Relative path of the file.</summary>
    [Required]
    public string? Path { get; set; }
}

/// <summary>Certificates to trust.</summary>
public sealed class ClusterTrustBundleProjection
{
    /// <summary>One ClusterTrustBundle; not with <c>signerName</c>.</summary>
    public string? Name { get; set; }

    /// <summary>All bundles of this signer that the selector selects; not with <c>name</c>.</summary>
    public string? SignerName { get; set; }

    /// <summary>Labels of the bundles.</summary>
    public LabelSelector? LabelSelector { get; set; }

    /// <summary>Whether bundles may be missing.</summary>
    public bool? Optional { get; set; }

    /// <summary>Relative path of the file.</summary>
    [Required]
    public string? Path { get; set; }
}

/// <summary>A certificate made for the pod.</summary>
public sealed class PodCertificateProjection
{
    /// <summary>Who signs it.</summary>
    [Required]
    public string? SignerName { get; set; }

    /// <summary><c>RSA3072</c>, <c>RSA4096</c>, <c>ECDSAP256</c>, <c>ECDSAP384</c>, <c>ECDSAP521</c> or <c>ED25519</c>.</summary>
    [Required]
    public string? KeyType { get; set; }

    /// <summary>Longest acceptable life, in seconds.</summary>
    public int? MaxExpirationSeconds { get; set; }

    /// <summary>File for key and certificates together.</summary>
    public string? CredentialBundlePath { get; set; }

    /// <summary>File for the key alone.</summary>
    public string? KeyPath { get; set; }

    /// <summary>File for the certificates alone.</summary>
    public string? CertificateChainPath { get; set; }

    /// <summary>Further data for the signer.</summary>
    public Dictionary<string, string>? UserAnnotations { get; set; }
}
