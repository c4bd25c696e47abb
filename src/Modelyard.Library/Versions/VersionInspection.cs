using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What the files of a version say about it, and what a scan finds in them, in the form the API shows.</summary>
internal static class VersionInspection
{
    private const int MostFindings = 1000;

    public static async Task<VersionMetadata> DescribeAsync(FetchedModel model, CancellationToken cancellationToken)
    {
        var read = await ModelMetadataReader.ReadAsync(ScannedFile.InFolder(model.Folder), cancellationToken);
        return new VersionMetadata
        {
            Task = read.Task,
            Architecture = read.Architecture,
            Format = read.Formats.Count > 0 ? string.Join(", ", read.Formats).ToLowerInvariant() : null,
            Parameters = read.Parameters,
            Quantization = read.Quantization,
            ContextLength = read.ContextLength,
            Languages = read.Languages.Count > 0 ? [.. read.Languages] : null,
            License = read.License,
            BaseModel = read.BaseModels.Count > 0 ? string.Join(", ", read.BaseModels) : null,
            Memory = read.Memory.Count > 0 ? [.. read.Memory.Select(m => new MemoryAtContext { ContextLength = m.ContextLength, Bytes = m.Bytes })] : null,
        };
    }

    public static Task<ScanResult> ScanAsync(FetchedModel model, string scratch, CancellationToken cancellationToken) =>
        ModelScanner.ScanAsync(ScannedFile.InFolder(model.Folder), new ScanOptions { ScratchFolder = scratch }, cancellationToken);

    public static ScanReport Report(string digest, ScanResult scan, ScanDecision decision, DateTimeOffset at) => new()
    {
        Digest = digest,
        Scanner = ScannerName,
        At = at,
        Verdict = VerdictOf(decision),
        Findings = [.. decision.Findings.Take(MostFindings).Select(Show)],
        Omitted = decision.Findings.Count > MostFindings ? decision.Findings.Count - MostFindings : null,
        Files = [.. scan.Files.Select(f => new ReportedFile { Path = f.Path, Outcome = f.Outcome.ToString(), Formats = [.. f.Formats], Reason = f.Reason })],
    };

    public static VersionScan Summary(ScanReport report, ScanDecision decision) => new()
    {
        Verdict = report.Verdict,
        At = report.At,
        Scanner = report.Scanner,
        Findings = decision.Findings.GroupBy(f => f.Finding.Severity).ToDictionary(g => g.Key.ToString().ToLowerInvariant(), g => g.Count(), StringComparer.Ordinal),
    };

    /// <summary>Whose scan it is: another version of the scanner scans again.</summary>
    public static string ScannerName => $"{ModelScanner.Name} {ModelScanner.Version}";

    private static string VerdictOf(ScanDecision decision) => decision.Outcome == ScanOutcome.Passed ? decision.Verdict.ToString() : decision.Verdict == ScanVerdict.Unfinished ? "Unfinished" : "Blocked";

    private static ReportedFinding Show(JudgedFinding judged) => new()
    {
        Rule = judged.Finding.RuleId,
        Severity = judged.Finding.Severity.ToString(),
        Action = judged.WaivedBy is null ? judged.Action.ToString() : "Waived",
        Path = judged.Finding.Path.Length > 0 ? judged.Finding.Path : null,
        Location = judged.Finding.Location.Length > 0 ? judged.Finding.Location : null,
        Message = judged.Finding.Message,
        Advice = judged.Finding.Advice,
    };
}
