namespace Modelyard.Gateway;

/// <summary>How a call ended.</summary>
internal enum CallOutcome
{
    /// <summary>The answer was passed on whole, whatever it said.</summary>
    Completed,

    /// <summary>The gateway refused.</summary>
    Rejected,

    /// <summary>The replica failed before its answer began.</summary>
    UpstreamFailed,

    /// <summary>The replica failed in the middle of its answer.</summary>
    Truncated,

    /// <summary>The client left.</summary>
    ClientAborted,

    /// <summary>The gateway itself failed.</summary>
    GatewayFailed,
}
