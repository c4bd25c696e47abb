namespace Modelyard.Node;

/// <summary>A predictor that cannot be run as it is written. Nothing will change until a person changes something.</summary>
/// <param name="reason">One of <see cref="FailureReason"/>.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class PredictorRejectedException(string reason, string message) : Exception(message)
{
    public string Reason => reason;
}
