using Modelyard.Api;

namespace Modelyard.Library;

public enum ScanOutcome
{
    Passed,

    /// <summary>Findings have to be waived first.</summary>
    NeedsWaiver,
    Blocked,
}

/// <param name="Waiver">The waiver for it that lasts longest, over or not; null where there is none or none helps.</param>
/// <param name="Until">When that ends.</param>
/// <param name="IsWaived">Whether it is in force.</param>
public sealed record JudgedFinding(Finding Finding, ScanAction Action, ScanWaiver? Waiver, DateTimeOffset? Until, bool IsWaived)
{
    /// <summary>Whether it stands in the way.</summary>
    public bool IsOpen => Action is ScanAction.Block || (Action is ScanAction.Waiver && !IsWaived);
}

/// <summary>What policies make of a scan.</summary>
/// <param name="Findings">The strictest first, with what policies themselves have added.</param>
/// <param name="ReviewAt">When the first waiver that matters here runs out, and the decision has to be made again.</param>
public sealed record ScanDecision(ScanOutcome Outcome, ScanVerdict Verdict, IReadOnlyList<JudgedFinding> Findings, DateTimeOffset? ReviewAt)
{
    /// <summary>What stands in the way.</summary>
    public IEnumerable<JudgedFinding> Open => Findings.Where(f => f.IsOpen);
}
