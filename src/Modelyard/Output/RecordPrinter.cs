using System.Globalization;
using System.Text;
using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard;

/// <summary>Where models come from and what ran, for people at a terminal.</summary>
internal static class RecordPrinter
{
    /// <param name="name">What it is about.</param>
    /// <param name="ancestors">What that was made from; null where nothing is known of such.</param>
    /// <param name="descendants">What was made from that.</param>
    public static string Lineage(string name, IReadOnlyList<LineageNode>? ancestors, IReadOnlyList<LineageNode> descendants)
    {
        var text = new StringBuilder(name).Append('\n');
        if (ancestors is not null)
        {
            Section(text, "Made from", ancestors);
        }

        Section(text, "Used for", descendants);
        return text.ToString();
    }

    public static string History(IReadOnlyList<ServingRecord> records, string? stage) => TextTable.Format(
        ["PROJECT", "SERVICE", "MODEL", "DIGEST", "STAGE", "FROM", "UNTIL", "APPROVED BY"],
        [.. records.SelectMany(r => r.Models!.Where(m => stage is null || string.Equals(m.Stage, stage, StringComparison.OrdinalIgnoreCase)).Select(m => (IReadOnlyList<string>)
        [
            r.Metadata.Namespace ?? "", r.Service ?? "", m.Version ?? m.Uri ?? "(of the image)", LibraryPrinter.Short(m.Digest), m.Stage ?? "", Time(r.From), r.Until is null ? "now" : Time(r.Until),
            ApprovedBy(m),
        ]))]);

    public static string Content(ModelVersion version, ContentReviewStatus answer)
    {
        var text = new StringBuilder($"{VersionReference.Of(version)} {(answer.Broken is null ? "is what was approved" : answer.Intact == true ? "was not what was approved, and is again" : "is not what was approved")}\n");
        foreach (var broken in answer.Broken ?? [])
        {
            text.Append("  ").Append(broken.Path).Append(' ').Append(broken.Problem).Append('\n');
        }

        return answer.Message is null ? text.ToString() : text.Append("  ").Append(answer.Message).Append('\n').ToString();
    }

    private static string ApprovedBy(ServedModel model) => model.Version is null
        ? "nobody: not of the library"
        : string.Join(", ", (model.Decisions ?? []).Select(d =>
            $"{(d.Decision == "Approve" ? "" : d.Decision + " by ")}{d.By}{(d.For is null ? "" : $" for {d.For}")} on {d.At?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}")) is { Length: > 0 } decisions
            ? decisions
            : $"nobody: {model.Phase ?? "gone from the library"}";

    private static void Section(StringBuilder text, string title, IReadOnlyList<LineageNode> nodes)
    {
        text.Append('\n').Append(title).Append('\n');
        if (nodes.Count == 0)
        {
            text.Append("nothing that is known\n");
            return;
        }

        text.Append(TextTable.Format(
            ["STEPS", "KIND", "NAME", "STANDING", "DETAIL"],
            [.. nodes.Select(n => (IReadOnlyList<string>)
            [
                n.Distance.ToString(CultureInfo.InvariantCulture), n.Kind.ToString().ToLowerInvariant(), n.Name,
                n.Kind != LineageKind.Model ? "" : n.Version is null ? "not in the library" : n.Version.Status?.Phase ?? "Pending", n.Detail ?? "",
            ])]));
    }

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
