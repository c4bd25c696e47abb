namespace Modelyard.Api;

/// <summary>
/// A signature of a version as it was found, whoever made it and whether or not it is good: that is decided by the policies, as often as they change.
/// Whoever has a signature that is neither in the registry nor among the files may add it. The one that has the version's own name is Modelyard's.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ModelSignature", "modelsignatures", ResourceScope.Namespaced, ShortNames = ["msig"], Categories = ["modelyard"])]
public sealed class ModelSignature : Resource
{
    /// <summary>The signature.</summary>
    [Required]
    public ModelSignatureSpec Spec { get; set; } = new();
}

/// <summary>A signature, as it was found.</summary>
public sealed class ModelSignatureSpec
{
    /// <summary>The longest document.</summary>
    public const int LongestDocument = 2 << 20;

    /// <summary>Name of the ModelVersion, in the same project.</summary>
    [Required]
    public string? Version { get; set; }

    /// <summary><c>Bundle</c>: a Sigstore bundle, as OpenSSF model signing and cosign write them; <c>SimpleSigning</c>: what cosign signed before that.</summary>
    [Required, OneOf("Bundle", "SimpleSigning")]
    public string? Format { get; set; }

    /// <summary>The bundle, or what was signed.</summary>
    [Required]
    public byte[]? Document { get; set; }

    /// <summary>The signature over a document of <c>SimpleSigning</c>.</summary>
    public byte[]? Signature { get; set; }

    /// <summary>The signer's certificate and those that lead from it to its authority, as PEM, with <c>SimpleSigning</c>.</summary>
    public string? Certificates { get; set; }

    /// <summary>What the transparency log said when it was signed, with <c>SimpleSigning</c>.</summary>
    public string? LogEntry { get; set; }

    /// <summary>The file of the version that it is, which it cannot cover itself.</summary>
    public string? File { get; set; }

    /// <summary>Digest of the manifest in the registry that holds it.</summary>
    public string? Manifest { get; set; }
}

/// <summary>What signatures sign.</summary>
public static class SignatureFormats
{
    /// <summary>The manifest in the registry.</summary>
    public const string Cosign = "cosign";

    /// <summary>The files.</summary>
    public const string ModelSigning = "model-signing";
}
