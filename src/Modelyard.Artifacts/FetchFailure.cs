namespace Modelyard.Artifacts;

/// <summary>Why a model could not be fetched. Names are stable: they become reasons of conditions and events.</summary>
public enum FetchFailure
{
    InvalidUri,
    Unsupported,
    NotFound,
    Unauthorized,
    Gated,
    RateLimited,
    Unreachable,
    Corrupt,
    Unsafe,
    NoSpace,
    OverQuota,
    StoreUnavailable,

    /// <summary>It may not be used, or not any more.</summary>
    NotApproved,
}
