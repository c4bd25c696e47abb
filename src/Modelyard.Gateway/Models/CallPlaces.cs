using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>How many calls a deployment works on at once, and how many may wait.</summary>
/// <param name="PerReplica">Calls a replica gets at once.</param>
/// <param name="QueueLength">Calls that may wait.</param>
/// <param name="QueueTimeout">How long each may.</param>
internal sealed record CallPlaces(int PerReplica, int QueueLength, TimeSpan QueueTimeout)
{
    private const int DefaultQueueLength = 100;

    private static readonly TimeSpan DefaultQueueTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Null when nothing is bounded.</summary>
    public static CallPlaces? Of(DeploymentConcurrency? concurrency) => concurrency?.PerReplica is { } most
        ? new CallPlaces(
            most,
            concurrency.QueueLength ?? DefaultQueueLength,
            concurrency.QueueTimeout is { } text && DurationText.TryParse(text, out var timeout) ? timeout : DefaultQueueTimeout)
        : null;
}
