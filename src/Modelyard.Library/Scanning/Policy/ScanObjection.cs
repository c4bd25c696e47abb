using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What stands against a version after its scan, and what to do about it, in the words a person is told.</summary>
internal static class ScanObjection
{
    public static string Of(ModelVersion version, ScanDecision decision)
    {
        var open = decision.Open.ToList();
        var worst = open[0];
        var reference = VersionReference.Of(version);
        var what = $"The scan stands against it: {worst.Finding.Message.TrimEnd('.')} ({Where(worst.Finding)}).";
        var more = open.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" {open.Count - 1} more findings like it:") : " All findings:";
        var shown = $"{more} modelyard library show {reference}.";
        if (decision.Outcome == ScanOutcome.Blocked)
        {
            return what + shown;
        }

        var ended = open.Find(f => f.Waiver is not null) is { } lapsed
            ? $" The waiver of {lapsed.Waiver!.Spec.Owner} for {lapsed.Finding.RuleId} ended on {lapsed.Until!.Value.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}."
            : "";
        var rules = string.Join("", open.Select(f => f.Finding.RuleId).Distinct().Order(StringComparer.Ordinal).Select(r => $" --rule {r}"));
        return $"{what}{ended}{shown} Who answers for it can waive it: modelyard library waive {reference}{rules} --reason … --expires 30d.";
    }

    private static string Where(Finding finding) => finding.Path.Length == 0 ? finding.RuleId : $"{finding.RuleId}, {finding.Path}";
}
