namespace Modelyard.Library;

/// <summary>One thing that a scan found.</summary>
/// <param name="RuleId">Stable; documented in <c>docs/reference/scan-rules.md</c>.</param>
/// <param name="Path">File of the model.</param>
/// <param name="Location">Where in the file: member of an archive, tensor, key or byte offset; empty for the file as a whole.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Scanner">The scanner of images that found it; null for what was found here.</param>
public sealed record Finding(string RuleId, FindingSeverity Severity, string Path, string Location, string Message, string Advice, string? Scanner = null)
{
    /// <summary>Text that comes from a file or from elsewhere must not draw on the terminal or break the line it is shown in.</summary>
    internal static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
