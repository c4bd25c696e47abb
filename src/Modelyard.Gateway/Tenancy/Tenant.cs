using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>An organization as the gateway sees it.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Limits">What all its calls together may use.</param>
/// <param name="UserLimits">What each member may use.</param>
/// <param name="KeyLimits">What each key may use that has no limits of its own.</param>
/// <param name="Budget">What it may spend.</param>
internal sealed record Tenant(string Name, RateLimits? Limits, RateLimits? UserLimits, RateLimits? KeyLimits, Budget? Budget);
