namespace Modelyard.Commands;

/// <summary>What each exit code means; scripts rely on them, so they never change. Documented in docs/reference/cli.md.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The request was understood and refused, or failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A model file is missing or unusable (<c>runtime</c> only).</summary>
    public const int ModelUnusable = 3;

    /// <summary>Nothing answers: the control plane does not run, or its address is wrong.</summary>
    public const int Unreachable = 4;

    /// <summary>What was waited for did not happen in time.</summary>
    public const int TimedOut = 5;

    /// <summary>The audit trail is not what was written (<c>audit verify</c> only).</summary>
    public const int AuditBroken = 6;
}
