namespace Modelyard.Library;

public enum ScanOutcome
{
    Passed,

    /// <summary>Findings have to be waived first.</summary>
    NeedsWaiver,
    Blocked,
}

/// <param name="WaivedBy">The waiver in force for it; null where there is none or none is needed.</param>
public sealed record JudgedFinding(Finding Finding, ScanAction Action, ScanWaiver? WaivedBy);

/// <summary>What a policy makes of a scan.</summary>
/// <param name="Findings">The strictest first, with what the policy itself has added.</param>
/// <param name="ReviewAt">When the first waiver that matters here runs out, and the decision has to be made again.</param>
public sealed record ScanDecision(ScanOutcome Outcome, ScanVerdict Verdict, IReadOnlyList<JudgedFinding> Findings, DateTimeOffset? ReviewAt)
{
    /// <summary>What stands in the way.</summary>
    public IEnumerable<JudgedFinding> Open => Findings.Where(f => f is { Action: ScanAction.Block } or { Action: ScanAction.Waiver, WaivedBy: null });
}
