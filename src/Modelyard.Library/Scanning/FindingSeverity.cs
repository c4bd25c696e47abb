namespace Modelyard.Library;

/// <summary>How bad a finding is. Ordered: a greater value is worse.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; a scan with nothing worse is clean.</summary>
    Info,
    Low,
    Medium,
    High,
    Critical,
}
