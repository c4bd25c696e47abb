namespace Modelyard.Api;

/// <summary>
/// A model in service: what runs it and how much of it, who may call it, within which limits and at what price. Becomes an
/// InferenceService of the same name, which the deployment owns.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ModelDeployment", "modeldeployments", ResourceScope.Namespaced, ShortNames = ["mdep"], Categories = ["modelyard"], HasStatus = true)]
public sealed class ModelDeployment : Resource<ModelDeploymentSpec, ModelDeploymentStatus>;

/// <summary>What is wanted of a deployment.</summary>
public sealed class ModelDeploymentSpec
{
    /// <summary>What the model is for, for the people who choose one.</summary>
    public string? Description { get; set; }

    /// <summary>Endpoint of the same project it is called through, besides its own name.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The model.</summary>
    public DeployedModel? Model { get; set; }

    /// <summary>What runs the model.</summary>
    [Required]
    public EngineSpec? Engine { get; set; }

    /// <summary>Number of replicas, 1 when absent. Not together with <c>scaling</c>; to have none set <c>stopped</c>.</summary>
    [Minimum(1)]
    public int? Replicas { get; set; }

    /// <summary>Lets the number of replicas follow the load.</summary>
    public DeploymentScaling? Scaling { get; set; }

    /// <summary>What each replica gets.</summary>
    public DeploymentResources? Resources { get; set; }

    /// <summary>Environment variables of the engine.</summary>
    [MapList("name")]
    public List<EnvVar>? Env { get; set; }

    /// <summary>Labels for the replicas' pods.</summary>
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations for the replicas' pods.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>Taints the replicas tolerate.</summary>
    public List<Toleration>? Tolerations { get; set; }

    /// <summary>Labels a machine must have to run a replica.</summary>
    public Dictionary<string, string>? NodeSelector { get; set; }

    /// <summary>Where the replicas want to run.</summary>
    public Affinity? Affinity { get; set; }

    /// <summary>What callers may use of this deployment alone, besides the limits they have everywhere.</summary>
    public CallerLimits? RateLimits { get; set; }

    /// <summary>How many requests are worked on at once, and how many may wait.</summary>
    public DeploymentConcurrency? Concurrency { get; set; }

    /// <summary>What calls cost, as decimal numbers with at most six decimal places. Absent: nothing.</summary>
    public DeploymentPricing? Pricing { get; set; }

    /// <summary>Who besides the own organization may call it.</summary>
    public DeploymentSharing? Sharing { get; set; }

    /// <summary>Keeps answers, and gives the same answer to the same request.</summary>
    public AnswerCache? Cache { get; set; }

    /// <summary>How long the gateway waits for the model, as durations such as <c>500ms</c>, <c>30s</c> or <c>5m</c>; the gateway's own setting where absent.</summary>
    public DeploymentTimeouts? Timeouts { get; set; }

    /// <summary>When true nothing runs, and calls are refused; everything else stays as it is.</summary>
    public bool? Stopped { get; set; }
}
