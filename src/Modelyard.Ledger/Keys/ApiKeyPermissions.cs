namespace Modelyard.Ledger;

/// <summary>What a key may do.</summary>
[Flags]
public enum ApiKeyPermissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Have models answer.</summary>
    Invoke = 1,

    /// <summary>See which models there are.</summary>
    Read = 2,

    /// <summary>Everything a key can be for.</summary>
    All = Invoke | Read,
}
