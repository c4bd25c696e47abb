namespace Modelyard.Api;

/// <summary>
/// A trusted source of models and the rules that say which of them come into the project's library. What the rules take is fetched, scanned,
/// verified and then waits for its approvals as a ModelVersion.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ModelRepository", "modelrepositories", ResourceScope.Namespaced, ShortNames = ["mrepo"], Categories = ["modelyard"], HasStatus = true)]
public sealed class ModelRepository : Resource<ModelRepositorySpec, ModelRepositoryStatus>;

/// <summary>Source and rules.</summary>
public sealed class ModelRepositorySpec
{
    /// <summary>Where models come from.</summary>
    [Required]
    public ModelSource? Source { get; set; }

    /// <summary>Which of them: the first rule that matches a version decides about it, and what no rule matches is left out.</summary>
    public List<RepositoryRule>? Rules { get; set; }

    /// <summary>When the source is looked through, as a cron expression in UTC such as <c>0 3 * * *</c>. Absent: when the repository changes, and when asked to.</summary>
    public string? Schedule { get; set; }

    /// <summary><c>Automatic</c>: what the rules take is fetched. <c>Offer</c>: it is listed in the status, and fetched when somebody asks for it (<c>modelyard library take</c>).</summary>
    [OneOf("Automatic", "Offer"), Default("Automatic")]
    public string? Sync { get; set; }

    /// <summary>What becomes of a version that is gone from the source, or that the rules no longer take: <c>Keep</c>, <c>Deprecate</c> or <c>Remove</c> (what runs somewhere stays until it is stopped).</summary>
    [OneOf("Keep", "Deprecate", "Remove"), Default("Keep")]
    public string? OnDelete { get; set; }

    /// <summary>What a Model is called: the last segment of the repository's name there (<c>LastSegment</c>), or all of it with hyphens (<c>FullPath</c>).</summary>
    [OneOf("LastSegment", "FullPath"), Default("LastSegment")]
    public string? Naming { get; set; }

    /// <summary>Labels for the versions.</summary>
    public Dictionary<string, string>? VersionLabels { get; set; }

    /// <summary>When true the source is not looked at.</summary>
    public bool? Suspend { get; set; }
}

/// <summary>A source of models and how it is reached.</summary>
public sealed class ModelSource
{
    /// <summary><c>oci://registry[/prefix]</c>, <c>hf://owner</c> or <c>hf://owner/name</c>, <c>s3://bucket/prefix</c>, <c>https://host/folder/</c> or <c>file:///folder</c>.</summary>
    [Required]
    public string? Url { get; set; }

    /// <summary>Repositories to look into; all that the source lists when absent. A registry without a catalogue needs them.</summary>
    [SetList]
    public List<string>? Repositories { get; set; }

    /// <summary>Secret of the same project with <c>username</c> and <c>password</c>, or <c>token</c>, or of type <c>kubernetes.io/dockerconfigjson</c>.</summary>
    public LocalObjectReference? SecretRef { get; set; }

    /// <summary>Secret of the same project whose <c>ca.crt</c> is trusted besides the system's authorities.</summary>
    public LocalObjectReference? CaSecretRef { get; set; }

    /// <summary>Address of the object storage or of a mirror of the hub, where it is not the public one.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Region of the object storage.</summary>
    public string? Region { get; set; }

    /// <summary>Proxy to go through, such as <c>http://proxy.example.com:3128</c>; that of the environment when absent.</summary>
    public string? Proxy { get; set; }

    /// <summary>Speaks HTTP without TLS.</summary>
    public bool? Insecure { get; set; }

    /// <summary>Bytes a second for all downloads together, such as <c>50Mi</c>.</summary>
    public Quantity? Bandwidth { get; set; }

    /// <summary>Downloads at a time.</summary>
    [Minimum(1), Maximum(64)]
    public int? Concurrency { get; set; }
}

/// <summary>One rule. Whatever it names must match; what it does not name does not matter.</summary>
public sealed class RepositoryRule
{
    /// <summary><c>Include</c> (when absent): what matches is taken. <c>Exclude</c>: it is left out.</summary>
    [OneOf("Include", "Exclude")]
    public string? Action { get; set; }

    /// <summary>Glob of repositories, such as <c>acme/*</c>; <c>**</c> also crosses slashes.</summary>
    public string? Repository { get; set; }

    /// <summary>Glob of tags, such as <c>v*</c>.</summary>
    public string? Tag { get; set; }

    /// <summary>Range of semantic versions, such as <c>[1.2,2.0)</c> or <c>1.*</c>; a tag that is no version does not match.</summary>
    public string? Versions { get; set; }

    /// <summary>Of what else matches, only so many of each repository, the highest versions or the latest changes.</summary>
    [Minimum(1)]
    public int? Newest { get; set; }

    /// <summary>Formats of the files, such as <c>gguf</c>, <c>safetensors</c>, <c>onnx</c>: every one of the version's must be among them.</summary>
    [SetList]
    public List<string>? Formats { get; set; }

    /// <summary>Licences as SPDX identifiers, such as <c>Apache-2.0</c>.</summary>
    [SetList]
    public List<string>? Licenses { get; set; }

    /// <summary>The largest size, such as <c>20Gi</c>.</summary>
    public Quantity? MaxSize { get; set; }

    /// <summary>Changed no later than so long ago, such as <c>7d</c>.</summary>
    public string? MinAge { get; set; }

    /// <summary>Changed no longer ago than this, such as <c>365d</c>.</summary>
    public string? MaxAge { get; set; }

    /// <summary>Labels or annotations it must have at the source.</summary>
    public Dictionary<string, string>? Labels { get; set; }
}

/// <summary>State of a repository.</summary>
public sealed class ModelRepositoryStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When the source was last looked through to its end.</summary>
    public DateTimeOffset? LastSyncTime { get; set; }

    /// <summary>When it will be next.</summary>
    public DateTimeOffset? NextSyncTime { get; set; }

    /// <summary>The value of the annotation <c>modelyard.dev/sync-requested-at</c> that was last answered.</summary>
    public string? LastRequest { get; set; }

    /// <summary>Versions found at the source.</summary>
    public int? Found { get; set; }

    /// <summary>Versions the rules take.</summary>
    public int? Selected { get; set; }

    /// <summary>Versions the rules take that wait to be asked for, with sync <c>Offer</c>.</summary>
    public List<OfferedVersion>? Offered { get; set; }

    /// <summary>Versions the rules take that could not come in, and versions of the library that are something else at their source by now.</summary>
    public List<RepositoryProblem>? Problems { get; set; }

    /// <summary><c>Ready</c>: whether the library has what the rules take.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }
}

/// <summary>A version that waits to be asked for.</summary>
public sealed class OfferedVersion
{
    /// <summary>Name the Model would have.</summary>
    public string? Model { get; set; }

    /// <summary>The version.</summary>
    public string? Version { get; set; }

    /// <summary>Address of exactly this content.</summary>
    public string? Uri { get; set; }

    /// <summary>What the source calls this content.</summary>
    public string? Revision { get; set; }
}

/// <summary>Something about a version at the source that somebody should look at.</summary>
public sealed class RepositoryProblem
{
    /// <summary>Repository at the source.</summary>
    public string? Repository { get; set; }

    /// <summary>Its version there.</summary>
    public string? Version { get; set; }

    /// <summary><c>NameUnusable</c>, <c>NameTaken</c>, <c>TagMoved</c> or <c>NotDescribed</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>What it is, and what to do.</summary>
    public string? Message { get; set; }
}
