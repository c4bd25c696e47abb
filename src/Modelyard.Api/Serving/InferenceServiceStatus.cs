using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>What is known about an InferenceService.</summary>
public sealed class InferenceServiceStatus
{
    /// <summary>Generation the status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Observed aspects: Ready, PredictorReady, IngressReady, ….</summary>
    public List<Condition>? Conditions { get; set; }

    /// <summary>Further facts for tools.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>Address for calls from inside.</summary>
    public Addressable? Address { get; set; }

    /// <summary>Address for calls from outside.</summary>
    public string? Url { get; set; }

    /// <summary>State of predictor, transformer and explainer.</summary>
    public Dictionary<string, ComponentStatus>? Components { get; set; }

    /// <summary>State of the model.</summary>
    public ModelStatus? ModelStatus { get; set; }

    /// <summary>State of the canaries.</summary>
    public List<CanaryStatus>? CanaryStatuses { get; set; }

    /// <summary>Deployment mode in force; cannot be changed.</summary>
    public string? DeploymentMode { get; set; }

    /// <summary>ServingRuntime in use.</summary>
    public string? ServingRuntimeName { get; set; }

    /// <summary>ClusterServingRuntime in use.</summary>
    public string? ClusterServingRuntimeName { get; set; }
}

/// <summary>State of a canary.</summary>
public sealed class CanaryStatus
{
    /// <summary>Name of the predictor version.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Whether it takes traffic.</summary>
    [Required]
    public bool? Ready { get; set; }

    /// <summary>Share of the traffic it gets.</summary>
    [Required]
    public int? TrafficPercent { get; set; }

    /// <summary>State of its model.</summary>
    public ModelStatus? ModelStatus { get; set; }
}

/// <summary>An address.</summary>
public sealed class Addressable
{
    /// <summary>Name of the address.</summary>
    public string? Name { get; set; }

    /// <summary>The URL.</summary>
    public string? Url { get; set; }

    /// <summary>Certificates to trust, in PEM.</summary>
    [JsonPropertyName("CACerts")]
    public string? CACerts { get; set; }

    /// <summary>Audience of tokens for it.</summary>
    public string? Audience { get; set; }
}
