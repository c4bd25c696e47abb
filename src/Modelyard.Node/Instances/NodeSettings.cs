namespace Modelyard.Node;

/// <summary>The pace of the node agent. Tests choose a faster one.</summary>
internal sealed record NodeSettings
{
    /// <summary>Pause before the second restart of a crashing instance; it doubles from there.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between a Pod no longer being ready and its process being told to end: time for the gateway to notice.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often an instance that was not ready yet is asked, whatever its probe's own period is.</summary>
    public TimeSpan EagerProbePeriod { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan HeartbeatPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How full the disk of the models may get before those that nobody uses go, in percent, as the kubelet has it for images.</summary>
    public int DiskHighPercent { get; init; } = 85;

    /// <summary>How full it may be afterwards.</summary>
    public int DiskLowPercent { get; init; } = 80;

    public long MaxLogBytes { get; init; } = 10 << 20;
}
