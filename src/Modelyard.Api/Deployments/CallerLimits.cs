namespace Modelyard.Api;

/// <summary>What each caller may use of one deployment.</summary>
public sealed class CallerLimits
{
    /// <summary>Each organization, over all its members and keys.</summary>
    public RateLimits? Organization { get; set; }

    /// <summary>Each user, over all the user's keys.</summary>
    public RateLimits? User { get; set; }

    /// <summary>Each key.</summary>
    public RateLimits? Key { get; set; }
}
