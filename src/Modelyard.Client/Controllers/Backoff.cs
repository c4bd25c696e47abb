namespace Modelyard.Client;

/// <summary>How long to wait after failures in a row.</summary>
public static class Backoff
{
    private const double MaxSeconds = 30;

    /// <summary>100 ms, doubling up to 30 s, with a fifth of jitter so that many who failed together do not return together.</summary>
    public static TimeSpan Exponential(int failures)
    {
        var seconds = Math.Min(MaxSeconds, 0.1 * Math.Pow(2, Math.Min(failures - 1, 20)));
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * Random.Shared.NextDouble())));
    }
}
