namespace Modelyard.Library;

/// <summary>One thing that scans look for.</summary>
/// <param name="Id">Never changes and is never given to another rule: policies and waivers name it.</param>
/// <param name="Title">What it is about, in a few words.</param>
public sealed record ScanRule(string Id, FindingSeverity Severity, string Title, string Advice);
