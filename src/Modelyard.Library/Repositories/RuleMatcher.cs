using DotNet.Globbing;
using Modelyard.Api;
using Modelyard.Artifacts;
using NuGet.Versioning;

namespace Modelyard.Library;

/// <summary>One rule, read once. Says why a version does not match.</summary>
internal sealed class RuleMatcher
{
    private readonly RepositoryRule _rule;
    private readonly Glob? _repository;
    private readonly Glob? _tag;
    private readonly VersionRange? _versions;
    private readonly TimeSpan? _minAge;
    private readonly TimeSpan? _maxAge;

    /// <exception cref="FormatException">The range of versions cannot be read.</exception>
    public RuleMatcher(RepositoryRule rule)
    {
        _rule = rule;
        _repository = rule.Repository is null ? null : Glob.Parse(rule.Repository);
        _tag = rule.Tag is null ? null : Glob.Parse(rule.Tag);
        _versions = rule.Versions is null ? null : RangeOf(rule.Versions);
        _minAge = rule.MinAge is null ? null : TimeOf(rule.MinAge);
        _maxAge = rule.MaxAge is null ? null : TimeOf(rule.MaxAge);
    }

    public bool Includes => _rule.Action != "Exclude";

    public int? Newest => _rule.Newest;

    /// <summary>Whether more than the listing says must be known.</summary>
    public bool NeedsDescription =>
        _rule.Formats is { Count: > 0 } || _rule.Licenses is { Count: > 0 } || _rule.MaxSize is not null || _rule.Labels is { Count: > 0 } || _minAge is not null || _maxAge is not null;

    /// <summary>What in the listing does not match, or null.</summary>
    public string? MismatchInListing(SourceCandidate candidate) =>
        _repository is not null && !_repository.IsMatch(candidate.Repository) ? $"the repository {candidate.Repository} does not match {_rule.Repository}"
        : _tag is not null && !_tag.IsMatch(candidate.Version) ? $"the tag {candidate.Version} does not match {_rule.Tag}"
        : _versions is null ? null
        : VersionOf(candidate.Version) is not { } version ? $"the tag {candidate.Version} is not a semantic version"
        : !IsIn(_versions, version) ? $"the version {candidate.Version} is not in {_rule.Versions}"
        : null;

    /// <summary>What in its description does not match, or null.</summary>
    public string? MismatchInDescription(SourceCandidate candidate, DateTimeOffset now) =>
        FormatMismatch(candidate) ?? LicenseMismatch(candidate) ?? SizeMismatch(candidate) ?? AgeMismatch(candidate, now) ?? LabelMismatch(candidate);

    /// <summary>A tag as a semantic version; <c>v1.2</c> is one as well.</summary>
    internal static NuGetVersion? VersionOf(string tag) => NuGetVersion.TryParse(tag.StartsWith('v') ? tag[1..] : tag, out var version) ? version : null;

    // A single number is that version to some readers, and to NuGet that or any later one: a rule says which.
    private static VersionRange RangeOf(string text) => NuGetVersion.TryParse(text, out _)
        ? throw new FormatException($"\"{text}\" can be read in two ways: write [{text}] for that version alone, or [{text},) for that and later ones")
        : VersionRange.TryParse(text, out var range)
            ? range
            : throw new FormatException($"\"{text}\" is not a range of versions: write such as [1.2,2.0), 1.* or (,3.0]");

    // The library takes a star for a wish to have the latest, and for a bound only below.
    private static bool IsIn(VersionRange range, NuGetVersion version) =>
        range.Satisfies(version) && (!range.IsFloating || range.HasUpperBound || range.Float!.Satisfies(version));

    private static TimeSpan TimeOf(string text) =>
        DurationText.TryParse(text, out var time) ? time : throw new FormatException($"\"{text}\" is not a time such as 7d");

    private string? FormatMismatch(SourceCandidate candidate) =>
        _rule.Formats is not { Count: > 0 } wanted ? null
        : candidate.Formats.Count == 0 ? $"its format is not known, and only {string.Join(", ", wanted)} is taken"
        : candidate.Formats.FirstOrDefault(f => !wanted.Contains(f, StringComparer.OrdinalIgnoreCase)) is { } other ? $"it holds {other}, and only {string.Join(", ", wanted)} is meant"
        : null;

    private string? LicenseMismatch(SourceCandidate candidate) =>
        _rule.Licenses is not { Count: > 0 } wanted ? null
        : candidate.License is not { } license ? "its source states no licence"
        : wanted.Contains(license, StringComparer.OrdinalIgnoreCase) ? null
        : $"its licence {license} is not among {string.Join(", ", wanted)}";

    private string? SizeMismatch(SourceCandidate candidate) =>
        _rule.MaxSize is not { } most ? null
        : candidate.Size is not { } size ? "its size is not known"
        : size > most.Value ? $"it has {size} bytes, more than {most}"
        : null;

    private string? AgeMismatch(SourceCandidate candidate, DateTimeOffset now) =>
        (_minAge, _maxAge) is (null, null) ? null
        : candidate.ModifiedAt is not { } modified ? "it is not known when it was changed"
        : now - modified < _minAge ? $"it was changed {modified:u}, less than {_rule.MinAge} ago"
        : now - modified > _maxAge ? $"it was changed {modified:u}, more than {_rule.MaxAge} ago"
        : null;

    private string? LabelMismatch(SourceCandidate candidate) =>
        (_rule.Labels ?? []).Where(l => candidate.Labels.GetValueOrDefault(l.Key) != l.Value).Select(l => $"it is not labelled {l.Key}={l.Value} at its source").FirstOrDefault();
}
