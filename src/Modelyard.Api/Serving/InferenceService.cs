namespace Modelyard.Api;

/// <summary>A model as an endpoint: what serves it, how much of it, and what stands before and beside it.</summary>
[Kind("serving.kserve.io", "v1beta1", "InferenceService", "inferenceservices", ResourceScope.Namespaced, ShortNames = ["isvc"], HasStatus = true)]
public sealed class InferenceService : Resource<InferenceServiceSpec, InferenceServiceStatus>;

/// <summary>What an InferenceService is made of.</summary>
public sealed class InferenceServiceSpec
{
    /// <summary>Runs the model.</summary>
    [Required]
    public PredictorSpec? Predictor { get; set; }

    /// <summary>Changes requests before the predictor and answers after it.</summary>
    public TransformerSpec? Transformer { get; set; }

    /// <summary>Explains the predictor's answers.</summary>
    public ExplainerSpec? Explainer { get; set; }

    /// <summary>Further versions of the predictor that take a share of the traffic. Standard deployment mode only.</summary>
    public List<CanarySpec>? Canary { get; set; }
}

/// <summary>A further version of the predictor.</summary>
public sealed class CanarySpec
{
    /// <summary>Share of the traffic, in percent. 0 runs it without traffic.</summary>
    [Required, Minimum(0), Maximum(100)]
    public int? TrafficPercent { get; set; }

    /// <summary>What differs from the stable predictor. <c>name</c> is needed and must be unique.</summary>
    [Required]
    public PredictorSpec? Predictor { get; set; }
}
