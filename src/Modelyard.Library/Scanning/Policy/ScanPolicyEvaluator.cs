namespace Modelyard.Library;

/// <summary>Decides what a scan means. A pure function: the same scan, policy, waivers and time give the same decision.</summary>
public static class ScanPolicyEvaluator
{
    /// <param name="license">SPDX identifier or expression that the model states; null where it states none.</param>
    public static ScanDecision Evaluate(ScanResult scan, string? license, ScanPolicy policy, IReadOnlyCollection<ScanWaiver> waivers, DateTimeOffset now)
    {
        var judged = scan.Findings.Select(f => (Finding: f, Action: policy.For(f)))
            .Concat(ByFormat(scan, policy))
            .Concat(Unfinished(scan, policy))
            .Concat(ByLicense(license, policy).Select(f => (Finding: f, Action: policy.For(f))))
            .Select(j => new JudgedFinding(j.Finding, j.Action, j.Action is ScanAction.Waiver ? Waiver(j.Finding) : null))
            .OrderByDescending(j => j.Action)
            .ThenByDescending(j => j.Finding.Severity)
            .ToArray();
        var outcome = judged.Any(j => j.Action is ScanAction.Block) ? ScanOutcome.Blocked
            : judged.Any(j => j is { Action: ScanAction.Waiver, WaivedBy: null }) ? ScanOutcome.NeedsWaiver
            : ScanOutcome.Passed;
        var verdict = outcome is ScanOutcome.Blocked && scan.Verdict is not ScanVerdict.Unfinished ? ScanVerdict.Blocked : scan.Verdict;
        return new ScanDecision(outcome, verdict, judged, judged.Min(j => j.WaivedBy?.Expires));

        // The one that lasts longest: a decision is not made again before it has to be.
        ScanWaiver? Waiver(Finding finding) => waivers.Where(w => w.Covers(finding, now)).MaxBy(w => w.Expires);
    }

    /// <summary>Whether findings of a rule come from policies, and not from the scan.</summary>
    internal static bool Adds(string? rule) => PolicyRules.All.Concat(LicenseRules.All).Any(r => r.Id == rule);

    private static IEnumerable<(Finding Finding, ScanAction Action)> ByFormat(ScanResult scan, ScanPolicy policy) =>
        from file in scan.Files
        from format in file.Formats
        where policy.Formats.ContainsKey(format)
        select (Of(PolicyRules.RestrictedFormat, file.Path, $"The file contains {format}, which the policy restricts."), policy.Formats[format]);

    private static IEnumerable<(Finding Finding, ScanAction Action)> Unfinished(ScanResult scan, ScanPolicy policy) =>
        from file in scan.Files
        where file.Outcome is FileScanOutcome.Unfinished
        select (Of(PolicyRules.Unfinished, file.Path, $"The file was not scanned to its end: {file.Reason}."), policy.Unfinished);

    private static IEnumerable<Finding> ByLicense(string? license, ScanPolicy policy)
    {
        if (policy.AllowedLicenses.Count == 0)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(license))
        {
            yield return Of(LicenseRules.Missing, "", "The model states no licence, and the policy asks for one.");
        }
        else if (!IsAllowed(license, policy.AllowedLicenses))
        {
            yield return Of(LicenseRules.NotAllowed, "", $"The model is under {license}; the policy allows {string.Join(", ", policy.AllowedLicenses)}.");
        }
    }

    // "A OR B" lets the user choose; "A AND B" binds to both.
    private static bool IsAllowed(string expression, IReadOnlyCollection<string> allowed) =>
        expression.Trim('(', ')', ' ').Split(" OR ").Any(choice =>
            choice.Trim('(', ')', ' ').Split(" AND ").All(one => allowed.Contains(one.Trim('(', ')', ' '), StringComparer.OrdinalIgnoreCase)));

    private static Finding Of(ScanRule rule, string path, string message) => new(rule.Id, rule.Severity, path, "", message, rule.Advice);
}
