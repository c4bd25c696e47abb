using System.Globalization;
using System.Text;
using Modelyard.Api;

namespace Modelyard;

/// <summary>The library for people at a terminal.</summary>
internal static class LibraryPrinter
{
    private const int DigestShown = 19;

    public static string List(IReadOnlyList<ModelVersion> versions) => TextTable.Format(
        ["VERSION", "PHASE", "STAGE", "FORMAT", "SIZE", "SCAN", "LICENSE", "MESSAGE"],
        [.. versions.Select(v => (IReadOnlyList<string>)
        [
            VersionReference.Of(v).ToString(), v.Status?.Phase ?? "Pending", LibraryNames.StageOf(v), v.Status?.Metadata?.Format ?? "", v.Status?.Size is { } size ? ByteText.Of(size) : "",
            v.Status?.Scan?.Verdict ?? "", v.Status?.Metadata?.License ?? "", v.Status?.Message ?? "",
        ])]);

    public static string Preview(IReadOnlyList<PreviewedVersion> versions, bool trace) => TextTable.Format(
        ["REPOSITORY", "VERSION", "TAKEN", "SIZE", "WHY"],
        [.. versions.Select(v => (IReadOnlyList<string>)
        [
            v.Repository ?? "", v.Version ?? "", v.Selected == true ? "yes" : "no", v.Size is { } size ? ByteText.Of(size) : "",
            trace ? string.Join("; ", v.Trace ?? []) : v.Trace?.LastOrDefault() ?? "",
        ])]);

    public static string Preview(IReadOnlyList<RetentionDecision> versions) => TextTable.Format(
        ["VERSION", "GOES", "SIZE", "WHY"],
        [.. versions.Select(v => (IReadOnlyList<string>)[v.Version ?? "", v.LetGo == true ? "yes" : "no", v.Size is { } size ? ByteText.Of(size) : "", v.Reason ?? ""])]);

    /// <summary>Whether a deployment would run, each finding in a line.</summary>
    public static string Review(string name, DeploymentReviewStatus review)
    {
        var needs = review.MemoryBytes is { } bytes ? $" Each replica needs {ByteText.Of(bytes)} of memory." : "";
        var text = new StringBuilder($"{name} {(review.Allowed == true ? "would run here" : "would not run here")}.{needs}\n");
        foreach (var finding in review.Findings ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(finding.Blocking == true ? "✗" : "!")} {finding.Topic}: {finding.Message}\n");
        }

        return text.ToString();
    }

    /// <summary>How it stands after a decision.</summary>
    public static string Standing(ModelVersion version) =>
        $"{VersionReference.Of(version).ToString()} is {version.Status?.Phase}{(version.Status?.Message is { Length: > 0 } message ? $": {message}" : ".")}";

    /// <summary>A time in UTC; empty for none.</summary>
    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "";

    public static string Show(ModelVersion version, ScanReport? report)
    {
        var text = new StringBuilder();
        var status = version.Status ?? new ModelVersionStatus();
        Line("Version", VersionReference.Of(version).ToString());
        Line("Phase", status.Phase ?? "Pending");
        Line("Stage", LibraryNames.StageOf(version));
        Line("Message", status.Message);
        Line("Digest", status.Digest);
        Line("Source", version.Spec.Source?.Uri);
        Line("Submitted by", version.Spec.Submitter);
        Line("Imported", Imported(version.Spec.Imported));
        Describe(text, status.Metadata);
        Line("Size", status.Size is { } size ? ByteText.Of(size) : null);
        Line("Approved", Time(status.ApprovedAt));
        Line("Expires", Time(status.ApprovalExpiresAt));
        Line("Used by", status.Usage?.By is { Count: > 0 } users ? string.Join(", ", users) : null);
        Section(text, "Files", ["PATH", "SIZE", "DIGEST"], (status.Files ?? []).Select(f => (string[])[f.Path ?? "", ByteText.Of(f.Size ?? 0), Short(f.Digest)]));
        Section(
            text,
            $"Scan by {report?.Scanner}: {report?.Verdict}",
            ["SEVERITY", "ACTION", "WAIVER", "RULE", "WHERE", "WHAT", "ADVICE"],
            (report?.Findings ?? []).Select(f => (string[])[f.Severity ?? "", f.Action ?? "", Waiver(f), f.Rule ?? "", $"{f.Scanner} {f.Path} {f.Location}".Trim(), f.Message ?? "", f.Advice ?? ""]),
            evenIfEmpty: report is not null);
        Section(
            text,
            "Scans of the image",
            ["SCANNER", "IMAGE", "WHEN", "HOW IT STANDS"],
            [
                .. (report?.Images ?? []).Select(i => (string[])[i.Scanner ?? "", Short(i.Image), Time(i.At), i.Image is null ? "not an image" : $"scanned by {i.By}"]),
                .. (status.ImageScans ?? []).Select(i => (string[])[i.Scanner ?? "", Short(i.Image), Time(i.RequestedAt), i.Message ?? ""]),
            ]);
        text.Append(Signatures(version));
        Section(text, "Policies", ["POLICY", "SATISFIED", "MISSING"], (status.Policies ?? []).Select(p => (string[])[p.Policy ?? "", p.Satisfied == true ? "yes" : "no", string.Join(" ", p.Missing ?? [])]));
        Section(
            text,
            "Decisions",
            ["WHEN", "WHO", "DECISION", "FOR", "COMMENT"],
            (status.Decisions ?? []).Select(d => (string[])[Time(d.At), d.By ?? "", d.Decision ?? "", d.For ?? "", d.Comment ?? ""]));
        return text.ToString();

        void Line(string name, string? value) => LibraryPrinter.Line(text, name, value);
    }

    private static string? Imported(VersionImport? import) => import is null
        ? null
        : $"from {import.Version}, {import.Phase} there{((import.Decisions ?? []).Select(d => d.By).Distinct().ToList() is { Count: > 0 } people ? $" by {string.Join(", ", people)}" : "")}; exported {import.ExportedAt:u}, signed by {(import.SignedBy is { } key ? Short("sha256:" + key) : "nobody")}";

    /// <summary>What was found of signatures; nothing when nothing was.</summary>
    public static string Signatures(ModelVersion version)
    {
        var text = new StringBuilder();
        Section(
            text,
            "Signatures",
            ["FORMAT", "VERIFIED", "SIGNER", "ISSUER", "POLICY", "FOUND IN", "WHY NOT"],
            (version.Status?.Signatures ?? []).Select(s => (string[])
            [
                s.Type ?? "", s.Verified == true ? "yes" : "no", s.Signer ?? "", s.Issuer ?? "", s.Policy ?? "", s.Source ?? "", s.Message ?? "",
            ]));
        return text.ToString();
    }

    private static void Describe(StringBuilder text, VersionMetadata? metadata)
    {
        Line(text, "Task", metadata?.Task);
        Line(text, "Architecture", metadata?.Architecture);
        Line(text, "Format", metadata?.Format);
        Line(text, "Parameters", metadata?.Parameters?.ToString("N0", CultureInfo.InvariantCulture));
        Line(text, "Quantization", metadata?.Quantization);
        Line(text, "Context", metadata?.ContextLength is { } tokens ? string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens") : null);
        Line(text, "Languages", metadata?.Languages is { } languages ? string.Join(", ", languages) : null);
        Line(text, "License", metadata?.License);
        Line(text, "Base model", metadata?.BaseModel);
        Line(text, "Memory", metadata?.Memory is { } memory ? string.Join(", ", memory.Select(m => string.Create(CultureInfo.InvariantCulture, $"{ByteText.Of(m.Bytes ?? 0)} at {m.ContextLength} tokens"))) : null);
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append((name + ":").PadRight(15)).Append(value).Append('\n');
        }
    }

    private static void Section(StringBuilder text, string title, string[] header, IEnumerable<string[]> rows, bool evenIfEmpty = false)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            text.Append('\n').Append(title).Append('\n').Append(TextTable.Format(header, all));
        }
        else if (evenIfEmpty)
        {
            text.Append('\n').Append(title).Append('\n');
        }
    }

    /// <summary>Enough of a digest to tell it from others.</summary>
    public static string Short(string? digest) => digest is { Length: > DigestShown } ? digest[..DigestShown] + "…" : digest ?? "";

    private static string Waiver(ReportedFinding finding) =>
        finding.Waiver is null ? "" : $"{finding.Waiver} {(finding.Action == "Waived" ? "until" : "ended")} {Time(finding.WaivedUntil)}";
}
