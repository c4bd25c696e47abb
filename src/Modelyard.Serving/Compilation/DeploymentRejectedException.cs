namespace Modelyard.Serving;

/// <summary>A deployment cannot be run as it is written, or not yet.</summary>
/// <param name="reason">One word.</param>
/// <param name="message">For a person: what is wrong, and what to do.</param>
/// <param name="isAwaited">Whether it may pass without the deployment being changed: what is missing may appear.</param>
internal sealed class DeploymentRejectedException(string reason, string message, bool isAwaited) : Exception(message)
{
    public string Reason { get; } = reason;

    public bool IsAwaited { get; } = isAwaited;
}
