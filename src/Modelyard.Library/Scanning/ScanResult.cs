namespace Modelyard.Library;

/// <param name="Findings">The worst first.</param>
public sealed record ScanResult(ScanVerdict Verdict, IReadOnlyList<Finding> Findings, IReadOnlyList<FileScan> Files)
{
    internal static ScanResult Of(IReadOnlyList<Finding> findings, IReadOnlyList<FileScan> files) => new(
        files.Any(f => f.Outcome is FileScanOutcome.Unfinished) ? ScanVerdict.Unfinished
            : findings.Any(f => f.Severity > FindingSeverity.Info) || files.Any(f => f.Outcome is not FileScanOutcome.Scanned) ? ScanVerdict.Findings
            : ScanVerdict.Clean,
        [.. findings.OrderByDescending(f => f.Severity)],
        files);

    public int Count(FindingSeverity severity) => Findings.Count(f => f.Severity == severity);
}
