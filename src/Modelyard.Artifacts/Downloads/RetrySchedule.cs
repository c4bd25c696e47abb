namespace Modelyard.Artifacts;

/// <summary>How long to wait before asking a source again: exponential with jitter, or as long as the source asks for.</summary>
internal sealed class RetrySchedule(ArtifactsOptions options, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Replaced by tests, which check the pause instead of living through it.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Pause { get; set; } = (pause, ct) => Task.Delay(pause, time, ct);

    internal int MaxAttempts { get; } = options.MaxAttempts;

    /// <summary>As often as the options say, and without telling anybody.</summary>
    internal Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) => RunAsync(attempt, MaxAttempts, null, cancellationToken);

    internal async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt, int attempts, Action<string>? waiting, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await attempt(cancellationToken);
            }
            catch (FetchException e) when (e.IsTransient && failures < attempts)
            {
                await WaitAsync(failures, e, waiting, cancellationToken);
            }
        }
    }

    /// <exception cref="FetchException">The source asks for more patience than anybody waiting for a model has.</exception>
    internal Task WaitAsync(int failures, FetchException failure, Action<string>? waiting, CancellationToken cancellationToken)
    {
        if (failure.RetryAfter > options.LongestPause)
        {
            throw failure;
        }

        // Jitter spreads the replicas that all lost the same source at the same moment.
        var backoff = Min(First * Math.Pow(2, Math.Min(failures - 1, 10)), Longest) * (0.75 + (Random.Shared.NextDouble() / 2));
        var pause = failure.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : backoff;
        waiting?.Invoke($"{failure.Message} Trying again in {Math.Max(1, Math.Round(pause.TotalSeconds)):0} s.");
        return Pause(pause, cancellationToken);

        static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
    }
}
