namespace Modelyard.Api;

/// <summary>State of a model.</summary>
public sealed class ModelStatus
{
    /// <summary>Whether what runs is what is wanted.</summary>
    [Required, OneOf("", "UpToDate", "InProgress", "BlockedByFailedLoad", "InvalidSpec"), Default("UpToDate")]
    public string? TransitionStatus { get; set; }

    /// <summary>State of the running and of the wanted version.</summary>
    public ModelRevisionStates? States { get; set; }

    /// <summary>What went wrong last.</summary>
    public ModelFailureInfo? LastFailureInfo { get; set; }

    /// <summary>Number of replicas.</summary>
    public ModelCopies? Copies { get; set; }
}

/// <summary>State of the running and of the wanted version.</summary>
public sealed class ModelRevisionStates
{
    /// <summary>State of the version that takes traffic.</summary>
    [Required, OneOf("", "Pending", "Standby", "Loading", "Loaded", "FailedToLoad"), Default("Pending")]
    public string? ActiveModelState { get; set; }

    /// <summary>State of the version that shall take traffic.</summary>
    [OneOf("", "Pending", "Standby", "Loading", "Loaded", "FailedToLoad"), Default("")]
    public string? TargetModelState { get; set; }
}

/// <summary>What went wrong.</summary>
public sealed class ModelFailureInfo
{
    /// <summary>Where: the pod's name.</summary>
    public string? Location { get; set; }

    /// <summary>One-word reason.</summary>
    [OneOf("ModelLoadFailed", "RuntimeUnhealthy", "RuntimeDisabled", "NoSupportingRuntime", "RuntimeNotRecognized", "InvalidPredictorSpec")]
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    public string? Message { get; set; }

    /// <summary>Revision that failed.</summary>
    public string? ModelRevisionName { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>Exit code of the program.</summary>
    public int? ExitCode { get; set; }
}

/// <summary>Number of replicas.</summary>
public sealed class ModelCopies
{
    /// <summary>Replicas that failed.</summary>
    [Required, Default(0)]
    public int? FailedCopies { get; set; }

    /// <summary>Replicas that are ready.</summary>
    public int? TotalCopies { get; set; }
}
