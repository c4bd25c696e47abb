namespace Modelyard.Ledger;

/// <summary>How usage gets from the journal to the database, and how long it stays there.</summary>
public sealed record UsageImporterOptions
{
    /// <summary>How often the journal is looked at.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause when the database does not answer; the first is as long as <see cref="Interval"/>, each further one twice as long.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long whoever asks for sums waits for what is on its way.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Records stored by one transaction.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>How long records are kept, in whole days; null for ever. Their sums by day are always kept.</summary>
    public TimeSpan? Retention { get; init; } = TimeSpan.FromDays(90);
}
