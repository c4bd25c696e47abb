namespace Modelyard.Api;

/// <summary>
/// Which versions of a project's library are let go of after a while. A version goes when everything that the policy names is true of it, and
/// never while something runs it.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "RetentionPolicy", "retentionpolicies", ResourceScope.Namespaced, ShortNames = ["retpol"], Categories = ["modelyard"], HasStatus = true)]
public sealed class RetentionPolicy : Resource<RetentionPolicySpec, RetentionPolicyStatus>;

/// <summary>Which versions, and what becomes of them.</summary>
public sealed class RetentionPolicySpec
{
    /// <summary>Globs of models; all when absent.</summary>
    [SetList]
    public List<string>? Models { get; set; }

    /// <summary>Globs of versions, such as <c>*-rc*</c>; all when absent.</summary>
    [SetList]
    public List<string>? Versions { get; set; }

    /// <summary>Stages; all but <c>production</c> when absent.</summary>
    [SetList]
    public List<string>? Stages { get; set; }

    /// <summary>So many of each model stay, the highest versions of those that <c>models</c>, <c>versions</c> and <c>stages</c> name.</summary>
    [Minimum(0)]
    public int? KeepNewest { get; set; }

    /// <summary>Only what has been in the library for longer than this, such as <c>90d</c>.</summary>
    public string? OlderThan { get; set; }

    /// <summary>Only what nothing has run for longer than this, such as <c>30d</c>.</summary>
    public string? UnusedFor { get; set; }

    /// <summary><c>Delete</c> (the default): the version goes, and its files with it. <c>Retire</c>: it stays on record and may not be started any more.</summary>
    [OneOf("Delete", "Retire"), Default("Delete")]
    public string? Action { get; set; }

    /// <summary>When it is looked at, as a cron expression in UTC; daily at four when absent.</summary>
    [Default("0 4 * * *")]
    public string? Schedule { get; set; }

    /// <summary>When true nothing is let go of.</summary>
    public bool? Suspend { get; set; }
}

/// <summary>What came of a retention policy.</summary>
public sealed class RetentionPolicyStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When it was last looked at.</summary>
    public DateTimeOffset? LastRunTime { get; set; }

    /// <summary>When it will be next.</summary>
    public DateTimeOffset? NextRunTime { get; set; }

    /// <summary>Versions that were let go of at the last look.</summary>
    public List<string>? LetGo { get; set; }

    /// <summary>Number of versions that were let go of altogether.</summary>
    public long? Total { get; set; }

    /// <summary><c>Ready</c>: whether it could be done.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }
}
