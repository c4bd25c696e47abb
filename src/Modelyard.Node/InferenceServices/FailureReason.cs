namespace Modelyard.Node;

/// <summary>The reasons of <c>modelStatus.lastFailureInfo</c>.</summary>
internal static class FailureReason
{
    public const string ModelLoadFailed = "ModelLoadFailed";
    public const string RuntimeUnhealthy = "RuntimeUnhealthy";
    public const string RuntimeDisabled = "RuntimeDisabled";
    public const string NoSupportingRuntime = "NoSupportingRuntime";
    public const string RuntimeNotRecognized = "RuntimeNotRecognized";
    public const string InvalidPredictorSpec = "InvalidPredictorSpec";
}
