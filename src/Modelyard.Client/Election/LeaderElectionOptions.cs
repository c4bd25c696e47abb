using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Who competes for what, and at which pace.</summary>
public sealed record LeaderElectionOptions
{
    // What a candidate adds at most to the pause between two attempts, so that candidates do not meet again and again.
    internal const double Jitter = 1.2;

    /// <summary>The Lease that is competed for.</summary>
    public required NamespacedName Lease { get; init; }

    /// <summary>Who competes. Nobody else may use this name; whoever comes back under it goes on leading at once.</summary>
    public required string Identity { get; init; }

    /// <summary>How long candidates wait after the last sign of life of a leader.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader that cannot renew its lease goes on leading. The rest of the lease is the time it has to stop what it does.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait between two attempts.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">The times contradict each other; all that is wrong is listed.</exception>
    internal void Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrEmpty(Identity))
        {
            problems.Add("Identity is empty");
        }

        if (LeaseDuration < TimeSpan.FromSeconds(1) || LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            problems.Add("LeaseDuration must be whole seconds, for a Lease holds nothing finer");
        }

        if (RetryPeriod <= TimeSpan.Zero)
        {
            problems.Add("RetryPeriod must be more than nothing");
        }

        if (LeaseDuration <= RenewDeadline)
        {
            problems.Add("LeaseDuration must be longer than RenewDeadline: else another leads while this one still tries");
        }

        if (RenewDeadline <= RetryPeriod * Jitter)
        {
            problems.Add($"RenewDeadline must be longer than {Jitter} times RetryPeriod: else one failed attempt is the end");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"The leader election for {Lease} cannot work: {string.Join("; ", problems)}.");
        }
    }
}
