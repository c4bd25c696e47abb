namespace Modelyard.Library;

/// <summary>What an organization does about findings. The default takes weights that cannot hold code, and nothing else without a waiver.</summary>
public sealed record ScanPolicy
{
    public static ScanPolicy Default { get; } = new();

    public IReadOnlyDictionary<FindingSeverity, ScanAction> Severities { get; init; } = new Dictionary<FindingSeverity, ScanAction>
    {
        [FindingSeverity.Critical] = ScanAction.Block,
        [FindingSeverity.High] = ScanAction.Waiver,
        [FindingSeverity.Medium] = ScanAction.Waiver,
        [FindingSeverity.Low] = ScanAction.Warn,
        [FindingSeverity.Info] = ScanAction.Ignore,
    };

    /// <summary>By rule id, before the severity is asked.</summary>
    public IReadOnlyDictionary<string, ScanAction> Rules { get; init; } = new Dictionary<string, ScanAction>();

    /// <summary>By format as a scan names it, for every file that contains it.</summary>
    public IReadOnlyDictionary<string, ScanAction> Formats { get; init; } = new Dictionary<string, ScanAction> { ["Pickle"] = ScanAction.Waiver };

    /// <summary>For files that were not scanned to their end.</summary>
    public ScanAction Unfinished { get; init; } = ScanAction.Block;

    /// <summary>SPDX identifiers; empty allows every licence, and none at all.</summary>
    public IReadOnlyCollection<string> AllowedLicenses { get; init; } = [];

    internal ScanAction For(Finding finding) =>
        Rules.TryGetValue(finding.RuleId, out var action) ? action : Severities.GetValueOrDefault(finding.Severity, ScanAction.Block);
}
