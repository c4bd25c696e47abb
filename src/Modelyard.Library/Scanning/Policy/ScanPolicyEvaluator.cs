using DotNet.Globbing;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Decides what a scan means. A pure function: the same scan, policies, waivers and time give the same decision.</summary>
public static class ScanPolicyEvaluator
{
    private static readonly AppliedScanPolicy WithoutPolicy = new(new ScanPolicySpec());

    /// <param name="scan">What was found in its files.</param>
    /// <param name="version">With its digest and what its files say about themselves.</param>
    /// <param name="policies">All there are.</param>
    /// <param name="waivers">All there are.</param>
    /// <param name="now">What expiry is measured by.</param>
    public static ScanDecision Evaluate(
        ScanResult scan, ModelVersion version, IEnumerable<ScanPolicy> policies, IEnumerable<ScanWaiver> waivers, DateTimeOffset now)
    {
        var applying = policies.Where(p => VersionSelection.Selects(p.Spec.Versions, version)).Select(p => new AppliedScanPolicy(p.Spec)).DefaultIfEmpty(WithoutPolicy).ToList();
        var standing = waivers
            .Where(w => Covers(w, version))
            .Select(w => (Waiver: w, Until: applying.Min(p => p.EndOf(w.Spec))))
            .OrderByDescending(w => w.Until)
            .ToList();
        var license = version.Status?.Metadata?.License;
        var judged = scan.Findings.Select(f => (Finding: f, Action: applying.Max(p => p.For(f))))
            .Concat(applying.SelectMany(p => p.Additions(scan, license)).GroupBy(a => a.Finding).Select(g => (Finding: g.Key, Action: g.Max(a => a.Action))))
            .Select(j => Judge(j.Finding, j.Action))
            .OrderByDescending(j => j.IsOpen)
            .ThenByDescending(j => j.Action)
            .ThenByDescending(j => j.Finding.Severity)
            .ToArray();
        var outcome = judged.Any(j => j.Action is ScanAction.Block) ? ScanOutcome.Blocked
            : judged.Any(j => j.IsOpen) ? ScanOutcome.NeedsWaiver
            : ScanOutcome.Passed;
        var verdict = outcome is ScanOutcome.Blocked && scan.Verdict is not ScanVerdict.Unfinished ? ScanVerdict.Blocked : scan.Verdict;
        return new ScanDecision(outcome, verdict, judged, judged.Where(j => j.IsWaived).Min(j => j.Until));

        // The one that lasts longest: a decision is not made again before it has to be.
        JudgedFinding Judge(Finding finding, ScanAction action)
        {
            var (waiver, until) = action is ScanAction.Waiver ? standing.Find(w => Covers(w.Waiver.Spec, finding)) : default;
            return new JudgedFinding(finding, action, waiver, waiver is null ? null : until, waiver is not null && now < until);
        }
    }

    /// <summary>Whether findings of a rule come from policies, and not from the scan.</summary>
    internal static bool Adds(string? rule) => PolicyRules.All.Concat(LicenseRules.All).Any(r => r.Id == rule);

    // It is for content, so a submitter could have another submit the same.
    private static bool Covers(ScanWaiver waiver, ModelVersion version) =>
        waiver.Metadata.Namespace == version.Metadata.Namespace
        && waiver.Spec.Digest is not null
        && waiver.Spec.Digest == version.Status?.Digest
        && waiver.Spec.At is not null
        && (waiver.Spec.By is null || waiver.Spec.By != version.Spec.Submitter);

    private static bool Covers(ScanWaiverSpec waiver, Finding finding) =>
        waiver.Rules?.Contains(finding.RuleId, StringComparer.Ordinal) == true
        && (waiver.Paths is not { Count: > 0 } paths || paths.Exists(p => p == finding.Path || Glob.Parse(p).IsMatch(finding.Path)));
}
