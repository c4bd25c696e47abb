namespace Modelyard.Gateway;

/// <summary>What becomes of calls whose limits are shared with other gateways while the ledger does not answer that keeps them.</summary>
public enum LimitsFailureMode
{
    /// <summary>They are refused: a limit that is only sometimes one is none.</summary>
    Closed,

    /// <summary>They are let in by limits that this gateway counts on its own meanwhile: each gateway lets in as much as one alone might.</summary>
    Open,
}
