using DotNet.Globbing;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What one policy makes of findings, and what it adds to them. Without a spec, what holds where nobody has written a policy.</summary>
internal sealed class AppliedScanPolicy(ScanPolicySpec spec)
{
    private static readonly List<FormatAction> DefaultFormats = [new FormatAction { Format = "Pickle", Action = nameof(ScanAction.Waiver) }];

    private readonly IReadOnlyList<(string Rule, Glob Glob, ScanAction Action)> _rules = [.. (spec.Rules ?? []).Select(r => (r.Rule!, Glob.Parse(r.Rule), Read(r.Action)))];
    private readonly IReadOnlyList<FormatAction> _formats = spec.Formats ?? DefaultFormats;
    private readonly LicensePolicy _licenses = spec.Licenses ?? new LicensePolicy();
    private readonly TimeSpan? _longestWaiver = spec.LongestWaiver is { } text && DurationText.TryParse(text, out var time) ? time : null;

    public ScanAction For(Finding finding)
    {
        foreach (var (rule, glob, action) in _rules)
        {
            if (rule == finding.RuleId || glob.IsMatch(finding.RuleId))
            {
                return action;
            }
        }

        var severities = spec.Severities;
        return finding.Severity switch
        {
            FindingSeverity.Critical => Read(severities?.Critical, ScanAction.Block),
            FindingSeverity.High => Read(severities?.High, ScanAction.Waiver),
            FindingSeverity.Medium => Read(severities?.Medium, ScanAction.Waiver),
            FindingSeverity.Low => Read(severities?.Low, ScanAction.Warn),
            FindingSeverity.Info => Read(severities?.Info, ScanAction.Ignore),
            _ => ScanAction.Block,
        };
    }

    /// <summary>What the policy finds that the scan has no rule about.</summary>
    /// <param name="license">SPDX identifier or expression that the model states; null where it states none.</param>
    public IEnumerable<(Finding Finding, ScanAction Action)> Additions(ScanResult scan, string? license) =>
        [.. ByFormat(scan), .. Unfinished(scan), .. ByLicense(license).Select(f => (f, For(f)))];

    public DateTimeOffset EndOf(ScanWaiverSpec waiver) =>
        _longestWaiver is { } longest && waiver.At + longest < waiver.Expires ? waiver.At!.Value + longest : waiver.Expires!.Value;

    private IEnumerable<(Finding Finding, ScanAction Action)> ByFormat(ScanResult scan) =>
        from file in scan.Files
        from format in file.Formats
        from restricted in _formats
        where string.Equals(format, restricted.Format, StringComparison.OrdinalIgnoreCase)
        select (Of(PolicyRules.RestrictedFormat, file.Path, $"The file contains {format}, which the policy restricts."), Read(restricted.Action));

    private IEnumerable<(Finding Finding, ScanAction Action)> Unfinished(ScanResult scan) =>
        from file in scan.Files
        where file.Outcome is FileScanOutcome.Unfinished
        select (Of(PolicyRules.Unfinished, file.Path, $"The file was not scanned to its end: {file.Reason}."), Read(spec.Unfinished, ScanAction.Block));

    private IEnumerable<Finding> ByLicense(string? license)
    {
        var (allowed, denied) = (_licenses.Allowed ?? [], _licenses.Denied ?? []);
        if (string.IsNullOrWhiteSpace(license))
        {
            if (allowed.Count > 0)
            {
                yield return Of(LicenseRules.Missing, "", "The model states no licence, and the policy asks for one.");
            }

            yield break;
        }

        if (denied.Count > 0 && !LicenseExpression.IsSatisfied(license, l => !denied.Contains(l, StringComparer.OrdinalIgnoreCase)))
        {
            yield return Of(LicenseRules.Denied, "", $"The model is under {license}; the policy denies {string.Join(", ", denied)}.");
        }

        if (allowed.Count > 0 && !LicenseExpression.IsSatisfied(license, l => allowed.Contains(l, StringComparer.OrdinalIgnoreCase)))
        {
            yield return Of(LicenseRules.NotAllowed, "", $"The model is under {license}; the policy allows {string.Join(", ", allowed)}.");
        }
    }

    private static ScanAction Read(string? action, ScanAction otherwise = ScanAction.Block) => Enum.TryParse<ScanAction>(action, out var read) ? read : otherwise;

    private static Finding Of(ScanRule rule, string path, string message) => new(rule.Id, rule.Severity, path, "", message, rule.Advice);
}
