namespace Modelyard.Node;

/// <summary>KServe's condition types that are set here.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string PredictorReady = "PredictorReady";
    public const string TransformerReady = "TransformerReady";
    public const string ExplainerReady = "ExplainerReady";
    public const string IngressReady = "IngressReady";
    public const string CanaryPredictorReady = "CanaryPredictorReady";
    public const string Stopped = "Stopped";
}
