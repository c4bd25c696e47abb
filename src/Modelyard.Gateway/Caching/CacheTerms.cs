using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Whether and how long answers of a deployment are kept.</summary>
/// <param name="Ttl">How long.</param>
/// <param name="MostBytes">How much memory they may take.</param>
/// <param name="Identity">What the answers follow from besides the request: another model's answers are not this one's.</param>
internal sealed record CacheTerms(TimeSpan Ttl, long MostBytes, string Identity)
{
    private const long DefaultBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan DefaultTtl = TimeSpan.FromHours(1);

    /// <summary>Null when they are not.</summary>
    public static CacheTerms? Of(ModelDeploymentSpec spec) => spec.Cache is { Enabled: true } cache
        ? new CacheTerms(
            cache.Ttl is { } text && DurationText.TryParse(text, out var ttl) ? ttl : DefaultTtl,
            cache.MaxSize is { } size ? size.RoundedUp : DefaultBytes,
            JsonSerializer.Serialize(new { spec.Model, spec.Engine }, ApiJson.Options))
        : null;
}
