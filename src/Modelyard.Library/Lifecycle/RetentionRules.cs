using DotNet.Globbing;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Which versions a retention policy lets go of. A pure function: a preview says what would happen.</summary>
internal static class RetentionRules
{
    /// <param name="policy">The policy.</param>
    /// <param name="versions">All of its project.</param>
    /// <param name="now">What ages are measured by.</param>
    public static IReadOnlyList<(ModelVersion Version, bool Goes, string Reason)> Decide(RetentionPolicySpec policy, IReadOnlyList<ModelVersion> versions, DateTimeOffset now)
    {
        var named = versions.Where(v => Unnamed(policy, v) is null).ToList();
        var kept = named.GroupBy(v => v.Spec.Model).SelectMany(m => VersionOrder.NewestFirst(m).Take(policy.KeepNewest ?? 0)).ToHashSet();
        return
        [
            .. versions
                .OrderBy(v => v.Spec.Model, StringComparer.Ordinal)
                .ThenBy(v => v.Spec.Version, StringComparer.Ordinal)
                .Select(v => (Version: v, Stays: Unnamed(policy, v) ?? (kept.Contains(v) ? $"it is one of the newest {policy.KeepNewest} of {v.Spec.Model}" : Needed(policy, v, now))))
                .Select(d => (d.Version, d.Stays is null, d.Stays ?? Why(policy))),
        ];
    }

    private static string? Unnamed(RetentionPolicySpec policy, ModelVersion version) =>
        !AnyMatches(policy.Models, version.Spec.Model!) ? $"the model {version.Spec.Model} is not named"
        : !AnyMatches(policy.Versions, version.Spec.Version!) ? $"the version {version.Spec.Version} is not named"
        : policy.Stages is { Count: > 0 } stages && !stages.Contains(LibraryNames.StageOf(version), StringComparer.Ordinal) ? $"its stage {LibraryNames.StageOf(version)} is not named"
        : policy.Stages is not { Count: > 0 } && LibraryNames.StageOf(version) == LibraryNames.Production ? "it is in production"
        : policy.Action == "Retire" && LibraryNames.StageOf(version) == LibraryNames.Retired ? "it is retired already"
        : null;

    private static string? Needed(RetentionPolicySpec policy, ModelVersion version, DateTimeOffset now)
    {
        var came = version.Metadata.CreationTimestamp ?? now;
        return version.Status?.Usage?.By is { Count: > 0 } users ? $"it is used by {string.Join(", ", users)}"
            : now - came < Time(policy.OlderThan) ? $"it came {came:u}, less than {policy.OlderThan} ago"
            : (version.Status?.Usage?.EndedAt ?? came) is var ended && now - ended < Time(policy.UnusedFor) ? $"it was used until {ended:u}, less than {policy.UnusedFor} ago"
            : null;
    }

    private static string Why(RetentionPolicySpec policy) => string.Join(" and ", new[]
    {
        policy.KeepNewest is { } newest ? $"there are {newest} newer" : null,
        policy.OlderThan is { } age ? $"it came more than {age} ago" : null,
        policy.UnusedFor is { } pause ? $"nothing has run it for {pause}" : null,
    }.OfType<string>());

    private static TimeSpan? Time(string? text) => text is not null && DurationText.TryParse(text, out var time) ? time : null;

    private static bool AnyMatches(List<string>? globs, string value) => globs is not { Count: > 0 } || globs.Exists(g => Glob.Parse(g).IsMatch(value));
}
