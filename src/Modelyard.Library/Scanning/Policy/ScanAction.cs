namespace Modelyard.Library;

/// <summary>What a policy does about a finding. Ordered: a greater value is stricter.</summary>
public enum ScanAction
{
    Ignore,
    Warn,

    /// <summary>Refused until somebody takes the responsibility for it, for a time.</summary>
    Waiver,

    /// <summary>Refused; no waiver helps.</summary>
    Block,
}
