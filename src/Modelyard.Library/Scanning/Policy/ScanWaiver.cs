namespace Modelyard.Library;

/// <summary>Somebody's decision to use a version in spite of a finding.</summary>
/// <param name="Path">The file it is about; null for all of the version.</param>
public sealed record ScanWaiver(string RuleId, string? Path, string Reason, string Owner, DateTimeOffset Expires)
{
    internal bool Covers(Finding finding, DateTimeOffset now) =>
        now < Expires && Reason.Trim().Length > 0 && Owner.Trim().Length > 0 && finding.RuleId == RuleId && (Path is null || Path == finding.Path);
}
