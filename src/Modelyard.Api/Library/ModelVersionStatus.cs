namespace Modelyard.Api;

/// <summary>What is known and was decided about a version.</summary>
public sealed class ModelVersionStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>How far it has come: <c>Pending</c>, <c>Syncing</c>, <c>Synced</c>, <c>Scanned</c>, <c>Verified</c>, <c>PendingApproval</c>, <c>Approved</c>; or <c>Failed</c> (could not be fetched), <c>Blocked</c> (a finding or a missing signature stands against it), <c>Rejected</c> or <c>Revoked</c>. Only what is approved may run where the project's policy is enforced.</summary>
    [OneOf("Pending", "Syncing", "Synced", "Scanned", "Verified", "PendingApproval", "Approved", "Failed", "Blocked", "Rejected", "Revoked")]
    public string? Phase { get; set; }

    /// <summary>What is awaited or wrong, in plain words.</summary>
    public string? Message { get; set; }

    /// <summary>Digest over the list of its files: what a deployment is pinned to.</summary>
    public string? Digest { get; set; }

    /// <summary>Bytes of all files.</summary>
    public long? Size { get; set; }

    /// <summary>Its files.</summary>
    public List<VersionFile>? Files { get; set; }

    /// <summary>What the files say about themselves.</summary>
    public VersionMetadata? Metadata { get; set; }

    /// <summary>What the scan found.</summary>
    public VersionScan? Scan { get; set; }

    /// <summary>Scans of its image that are under way.</summary>
    [MapList("scanner")]
    public List<PendingImageScan>? ImageScans { get; set; }

    /// <summary>Signatures that were found, and what came of checking them.</summary>
    public List<VersionSignature>? Signatures { get; set; }

    /// <summary>When its source was last asked for signatures.</summary>
    public DateTimeOffset? SignaturesSoughtAt { get; set; }

    /// <summary>What each approval policy that applies asks for, and what is still missing.</summary>
    public List<PolicyProgress>? Policies { get; set; }

    /// <summary>Decisions that count, in the order they were made.</summary>
    public List<RecordedDecision>? Decisions { get; set; }

    /// <summary>When the last approval that was needed came.</summary>
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>When the approval has to be renewed.</summary>
    public DateTimeOffset? ApprovalExpiresAt { get; set; }

    /// <summary>What runs it.</summary>
    public VersionUsage? Usage { get; set; }

    /// <summary><c>Synced</c>, <c>Scanned</c>, <c>Verified</c> and <c>Approved</c>, each with a reason.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }
}

/// <summary>What runs a version.</summary>
[AtomicMap]
public sealed class VersionUsage
{
    /// <summary>Deployments, and services that no deployment made, which name it and are not stopped: kind, name and project of each.</summary>
    public List<string>? By { get; set; }

    /// <summary>When the last of them was stopped or removed; absent while there are some.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A file of a version.</summary>
public sealed class VersionFile
{
    /// <summary>Path in the model's folder.</summary>
    public string? Path { get; set; }

    /// <summary>Of the content, as <c>sha256:…</c>.</summary>
    public string? Digest { get; set; }

    /// <summary>In bytes.</summary>
    public long? Size { get; set; }
}

/// <summary>What the files say about themselves.</summary>
[AtomicMap]
public sealed class VersionMetadata
{
    /// <summary>What the model does, such as <c>text-generation</c>.</summary>
    public string? Task { get; set; }

    /// <summary>Such as <c>llama</c>.</summary>
    public string? Architecture { get; set; }

    /// <summary>Format of the weights, such as <c>gguf</c>.</summary>
    public string? Format { get; set; }

    /// <summary>Number of parameters.</summary>
    public long? Parameters { get; set; }

    /// <summary>Such as <c>Q4_K_M</c>.</summary>
    public string? Quantization { get; set; }

    /// <summary>The longest context it was made for, in tokens.</summary>
    public long? ContextLength { get; set; }

    /// <summary>Languages as BCP 47 tags.</summary>
    [SetList]
    public List<string>? Languages { get; set; }

    /// <summary>SPDX identifier.</summary>
    public string? License { get; set; }

    /// <summary>The model it was made from.</summary>
    public string? BaseModel { get; set; }

    /// <summary>Data it was trained on, as its card names it.</summary>
    [SetList]
    public List<string>? Datasets { get; set; }

    /// <summary>Memory it is expected to need, for some lengths of context.</summary>
    public List<MemoryAtContext>? Memory { get; set; }
}

/// <summary>Memory at a length of context.</summary>
public sealed class MemoryAtContext
{
    /// <summary>Tokens.</summary>
    public long? ContextLength { get; set; }

    /// <summary>Bytes, of weights and context together.</summary>
    public long? Bytes { get; set; }
}

/// <summary>What the scan found, in short. The findings are in the ModelScanReport of the same name.</summary>
[AtomicMap]
public sealed class VersionScan
{
    /// <summary><c>Clean</c>, <c>Findings</c> (none of which stands against it), <c>Blocked</c> or <c>Unfinished</c>.</summary>
    [OneOf("Clean", "Findings", "Blocked", "Unfinished")]
    public string? Verdict { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Scanner and its version.</summary>
    public string? Scanner { get; set; }

    /// <summary>Number of findings of each severity.</summary>
    public Dictionary<string, int>? Findings { get; set; }
}

/// <summary>A scan of an image that is under way.</summary>
public sealed class PendingImageScan
{
    /// <summary>Name of the ImageScanner.</summary>
    [Required]
    public string? Scanner { get; set; }

    /// <summary>What the scanner calls the request.</summary>
    public string? Request { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>Digest of the image.</summary>
    public string? Image { get; set; }

    /// <summary>How it stands, or what is wrong.</summary>
    public string? Message { get; set; }
}

/// <summary>A signature.</summary>
public sealed class VersionSignature
{
    /// <summary><c>cosign</c> or <c>model-signing</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Whether a trusted key or certificate made it over exactly these files.</summary>
    public bool? Verified { get; set; }

    /// <summary>Name of the key, or identity in the certificate.</summary>
    public string? Signer { get; set; }

    /// <summary>Who vouches for the identity: the authority, and the OpenID issuer that the certificate names.</summary>
    public string? Issuer { get; set; }

    /// <summary>Name of the SignaturePolicy that trusts it.</summary>
    public string? Policy { get; set; }

    /// <summary>Where it was found: a file of the version, its registry, or the ModelSignature that somebody added.</summary>
    public string? Source { get; set; }

    /// <summary>Why it is not accepted.</summary>
    public string? Message { get; set; }
}

/// <summary>How far the approvals that a policy asks for have come.</summary>
public sealed class PolicyProgress
{
    /// <summary>Name of the ApprovalPolicy.</summary>
    public string? Policy { get; set; }

    /// <summary>Whether it has all it asks for.</summary>
    public bool? Satisfied { get; set; }

    /// <summary>What is missing, each in a sentence that says who can give it.</summary>
    public List<string>? Missing { get; set; }

    /// <summary>The approvals among it: how many, what for, and who can give them.</summary>
    public List<AwaitedApproval>? Awaited { get; set; }
}

/// <summary>Approvals that are missing. Whoever gives one needs the verb <c>approve</c> as well.</summary>
public sealed class AwaitedApproval
{
    /// <summary>What they are for.</summary>
    public string? For { get; set; }

    /// <summary>How many.</summary>
    public int? Count { get; set; }

    /// <summary>People who can give them, those among them to whom somebody delegated. With <c>groups</c> absent as well: anybody.</summary>
    public List<string>? Users { get; set; }

    /// <summary>Groups whose members can give them.</summary>
    public List<string>? Groups { get; set; }

    /// <summary>People who cannot, whatever they are named as: they submitted the version, or gave another approval of the policy.</summary>
    public List<string>? Except { get; set; }
}

/// <summary>Somebody's decision about a version.</summary>
public sealed class RecordedDecision
{
    /// <summary>Who decided.</summary>
    public string? By { get; set; }

    /// <summary>What for: the requirement of a policy that it fulfils.</summary>
    public string? For { get; set; }

    /// <summary>What was decided.</summary>
    public string? Decision { get; set; }

    /// <summary>Why.</summary>
    public string? Comment { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; set; }
}
