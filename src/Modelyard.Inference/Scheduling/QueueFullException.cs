namespace Modelyard.Inference;

/// <summary>No more requests fit in the queue; <paramref name="retryAfter"/> is when one probably will.</summary>
internal sealed class QueueFullException(TimeSpan retryAfter) : Exception("The request queue is full.")
{
    internal TimeSpan RetryAfter { get; } = retryAfter;
}
