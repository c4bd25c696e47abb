namespace Modelyard.Api;

/// <summary>
/// Which models a service ran from a moment on, and how they stood then: one is written whenever that changes, and it stays when service, versions and
/// project are gone. <c>kubectl get servingrecords -A --field-selector on=2026-11-20</c> shows those of a day.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "ServingRecord", "servingrecords", ResourceScope.Namespaced, ShortNames = ["srec"])]
public sealed class ServingRecord : Resource
{
    /// <summary>Field to select by: a day (UTC) on which the record was true for some time.</summary>
    public const string OnField = "on";

    /// <summary>Field to select by: empty for what is true now.</summary>
    public const string UntilField = "until";

    /// <summary>Name of the InferenceService.</summary>
    [Required]
    public string? Service { get; set; }

    /// <summary>Name of the ModelDeployment that the service was made from; absent when it was written by hand.</summary>
    public string? Deployment { get; set; }

    /// <summary>The organization that owned the project; absent when none did.</summary>
    public string? Organization { get; set; }

    /// <summary>From when on. Written by the API server.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Until when; absent while it is true. Written by the API server.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The models; none when the service ran nothing any more.</summary>
    public List<ServedModel>? Models { get; set; }
}

/// <summary>A model that ran, and how it stood.</summary>
public sealed class ServedModel
{
    /// <summary>The version, as project/model:version; absent when it was not from the library.</summary>
    public string? Version { get; set; }

    /// <summary>Digest of its content; absent when nothing was pinned.</summary>
    public string? Digest { get; set; }

    /// <summary>Where it came from; absent when the image brought it.</summary>
    public string? Uri { get; set; }

    /// <summary>Stage of the version, such as <c>production</c>.</summary>
    public string? Stage { get; set; }

    /// <summary>Phase of the version, such as <c>Approved</c> or <c>Revoked</c>.</summary>
    public string? Phase { get; set; }

    /// <summary>Approval policies that applied to it.</summary>
    public List<string>? Policies { get; set; }

    /// <summary>Decisions that counted: who, when, and what for.</summary>
    public List<RecordedDecision>? Decisions { get; set; }
}
