using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>A scan in the form in which the API shows and keeps it, and back: it can be judged again as long as it is kept.</summary>
internal static class ReportedScan
{
    /// <summary>Listed one by one. What goes beyond is counted, by rule.</summary>
    private const int MostFindings = 1000;

    /// <summary>A scan that nobody has judged yet.</summary>
    public static ScanReport Of(string digest, ScanResult scan, DateTimeOffset at) => new()
    {
        Digest = digest,
        Scanner = $"{ModelScanner.Name} {ModelScanner.Version}",
        Rules = ScanRules.Edition,
        At = at,
        Findings = [.. Fit(scan.Findings).Select(Show)],
        Omitted = scan.Findings.Count > MostFindings ? scan.Findings.Count - MostFindings : null,
        Files = [.. scan.Files.Select(f => new ReportedFile { Path = f.Path, Outcome = f.Outcome.ToString(), Formats = [.. f.Formats], Reason = f.Reason })],
    };

    /// <summary>What the scan itself found, without what policies have added.</summary>
    public static ScanResult Read(ScanReport report) => ScanResult.Of(
        [.. (report.Findings ?? []).Where(f => !ScanPolicyEvaluator.Adds(f.Rule)).Select(Read)],
        [.. (report.Files ?? []).Select(f => new FileScan(f.Path ?? "", 0, f.Formats ?? [], 0, Enum.Parse<FileScanOutcome>(f.Outcome!), f.Reason))]);

    /// <summary>The same scan with what a policy makes of it.</summary>
    public static ScanReport Judged(ScanReport report, ScanDecision decision) => new()
    {
        Digest = report.Digest,
        Scanner = report.Scanner,
        Rules = report.Rules,
        At = report.At,
        Verdict = VerdictOf(decision),
        Findings = [.. decision.Findings.Select(Show)],
        Omitted = report.Omitted,
        Files = report.Files,
        Images = report.Images,
    };

    /// <summary>The same scan without what scanners of images found that are not asked any more.</summary>
    public static ScanReport WithImagesOf(ScanReport report, IReadOnlySet<string> scanners) => Copy(
        report,
        (report.Findings ?? []).Where(f => f.Scanner is null || scanners.Contains(f.Scanner)),
        (report.Images ?? []).Where(i => scanners.Contains(i.Scanner!)));

    /// <summary>The same scan with what a scanner has found in the image now.</summary>
    public static ScanReport WithImage(ScanReport report, ReportedImageScan scan, IEnumerable<Finding> findings) => Copy(
        report,
        (report.Findings ?? []).Where(f => f.Scanner != scan.Scanner).Concat(findings.Select(Show)),
        (report.Images ?? []).Where(i => i.Scanner != scan.Scanner).Append(scan));

    /// <summary>A new scan of the files, with what was found in the image before.</summary>
    public static ScanReport After(ScanReport? earlier, ScanReport scan) => earlier?.Digest != scan.Digest
        ? scan
        : Copy(scan, (scan.Findings ?? []).Concat((earlier!.Findings ?? []).Where(f => f.Scanner is not null)), earlier.Images ?? []);

    public static VersionScan Summary(ScanReport report, ScanDecision decision) => new()
    {
        Verdict = report.Verdict,
        At = report.At,
        Scanner = report.Scanner,
        Findings = decision.Findings.GroupBy(f => f.Finding.Severity).ToDictionary(g => g.Key.ToString().ToLowerInvariant(), g => g.Count(), StringComparer.Ordinal),
    };

    // What had to be waived is not clean, whoever found it.
    private static string VerdictOf(ScanDecision decision) =>
        decision.Outcome != ScanOutcome.Passed ? decision.Verdict == ScanVerdict.Unfinished ? "Unfinished" : "Blocked"
        : decision.Verdict == ScanVerdict.Clean && decision.Findings.Any(f => f.Action is not ScanAction.Ignore) ? "Findings"
        : decision.Verdict.ToString();

    // What a policy does depends on rule, severity and file. Of what does not fit the rule stays, for no file in particular: a policy sees it, and a
    // waiver for single files does not cover it.
    private static IEnumerable<Finding> Fit(IReadOnlyList<Finding> findings) =>
    [
        .. findings.Take(MostFindings),
        .. findings.Skip(MostFindings)
            .GroupBy(f => (f.RuleId, f.Severity, f.Advice))
            .Select(g => new Finding(g.Key.RuleId, g.Key.Severity, "", "", $"{g.Count()} more findings of this rule that are not listed.", g.Key.Advice)),
    ];

    private static ScanReport Copy(ScanReport report, IEnumerable<ReportedFinding> findings, IEnumerable<ReportedImageScan> images) => new()
    {
        Digest = report.Digest,
        Scanner = report.Scanner,
        Rules = report.Rules,
        At = report.At,
        Verdict = report.Verdict,
        Findings = [.. findings],
        Omitted = report.Omitted,
        Files = report.Files,
        Images = images.ToList() is { Count: > 0 } some ? some : null,
    };

    private static ReportedFinding Show(Finding finding) => new()
    {
        Scanner = finding.Scanner,
        Rule = finding.RuleId,
        Severity = finding.Severity.ToString(),
        Path = finding.Path.Length > 0 ? finding.Path : null,
        Location = finding.Location.Length > 0 ? finding.Location : null,
        Message = finding.Message,
        Advice = finding.Advice,
    };

    private static ReportedFinding Show(JudgedFinding judged)
    {
        var shown = Show(judged.Finding);
        shown.Action = judged.IsWaived ? "Waived" : judged.Action.ToString();
        (shown.Waiver, shown.WaivedUntil) = (judged.Waiver?.Metadata.Name, judged.Until);
        return shown;
    }

    private static Finding Read(ReportedFinding finding) =>
        new(finding.Rule ?? "", Enum.Parse<FindingSeverity>(finding.Severity!), finding.Path ?? "", finding.Location ?? "", finding.Message ?? "", finding.Advice ?? "", finding.Scanner);
}
