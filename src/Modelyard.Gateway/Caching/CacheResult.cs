namespace Modelyard.Gateway;

/// <summary>What the cache had for a call.</summary>
internal enum CacheResult
{
    /// <summary>It was not asked.</summary>
    None,
    Hit,
    Miss,
}
