namespace Modelyard.Api;

/// <summary>
/// Whose signatures are trusted, for which versions, and whether one is needed. Everything that is needed to check one is in the policies: nothing is
/// looked up anywhere. Of several policies that apply, each has to be satisfied.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "SignaturePolicy", "signaturepolicies", ResourceScope.Cluster, ShortNames = ["sigpol"], Categories = ["modelyard"])]
public sealed class SignaturePolicy : Resource
{
    /// <summary>Whom the policy trusts.</summary>
    [Required]
    public SignaturePolicySpec Spec { get; set; } = new();
}

/// <summary>Whom the policy trusts, and for what.</summary>
public sealed class SignaturePolicySpec
{
    /// <summary>Which versions; all when absent.</summary>
    public VersionSelector? Versions { get; set; }

    /// <summary>When true (the default) these versions need a signature that the policy trusts. Otherwise signatures are checked and shown, and nothing depends on them.</summary>
    [Default(true)]
    public bool? Required { get; set; }

    /// <summary>Which signatures count: <c>cosign</c> (over the manifest in the registry) and <c>model-signing</c> (OpenSSF, over the files); both when absent.</summary>
    [SetList]
    public List<string>? Formats { get; set; }

    /// <summary>Keys that are trusted.</summary>
    [MapList("name")]
    public List<TrustedKey>? Keys { get; set; }

    /// <summary>Authorities that vouch for signers by certificates.</summary>
    [MapList("name")]
    public List<TrustedAuthority>? Authorities { get; set; }

    /// <summary>Transparency logs (Rekor) whose word about when something was signed is taken.</summary>
    [MapList("name")]
    public List<TrustedKey>? Logs { get; set; }
}

/// <summary>A public key by a name.</summary>
public sealed class TrustedKey
{
    /// <summary>What it is called wherever a signature is shown, such as <c>release-2026</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>The public key as PEM: ECDSA on P-256, P-384 or P-521, or RSA of at least 2048 bits.</summary>
    [Required]
    public string? PublicKey { get; set; }
}

/// <summary>An authority and whom it may vouch for.</summary>
public sealed class TrustedAuthority
{
    /// <summary>What it is called, such as <c>company-pki</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Its certificates as PEM: the root, and those between it and signers as far as signatures do not bring them along.</summary>
    [Required]
    public string? Certificates { get; set; }

    /// <summary>Whose certificates are trusted. One of them has to fit.</summary>
    [Required]
    public List<SignerIdentity>? Identities { get; set; }

    /// <summary>
    /// When a certificate must be valid: <c>Now</c> (the default); <c>Signing</c>, when one of the policy's logs says that the signature was made, as certificates
    /// of minutes need it; or <c>Issued</c>: it is enough that it once was, because a signature that states no time cannot say when it
    /// was made. With <c>Issued</c> a stolen key goes on signing after its certificate has expired.
    /// </summary>
    [OneOf("Now", "Signing", "Issued"), Default("Now")]
    public string? ValidAt { get; set; }
}

/// <summary>Who a certificate is for.</summary>
public sealed class SignerIdentity
{
    /// <summary>Glob of the e-mail address, URI or DNS name in the certificate, such as <c>*@acme.example</c>; of the common name where it has none of them.</summary>
    [Required]
    public string? Subject { get; set; }

    /// <summary>Glob of the OpenID issuer that knew the signer, as certificates of Fulcio name it; any, and none, when absent.</summary>
    public string? Issuer { get; set; }
}
