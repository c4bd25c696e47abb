using Modelyard.Api;
using Modelyard.Artifacts;
using NuGet.Versioning;

namespace Modelyard.Library;

/// <summary>The rules of a repository: the first that matches a version decides about it, and what none matches is left out.</summary>
public sealed class RepositoryRules
{
    private readonly IReadOnlyList<RuleMatcher> _rules;

    /// <exception cref="FormatException">A rule cannot be read; the message says which and why.</exception>
    public RepositoryRules(IReadOnlyList<RepositoryRule> rules) => _rules = [.. rules.Select(Read)];

    /// <param name="candidates">What the source lists.</param>
    /// <param name="describe">Asks the source for more about one of them, or says why it is no model.</param>
    /// <param name="now">What ages are measured by.</param>
    /// <returns>One outcome for each, in the same order.</returns>
    public async Task<IReadOnlyList<RuleOutcome>> DecideAsync(
        IReadOnlyList<SourceCandidate> candidates, Func<SourceCandidate, Task<(SourceCandidate Candidate, string? Problem)>> describe, DateTimeOffset now)
    {
        var outcomes = new List<RuleOutcome>(candidates.Count);
        foreach (var candidate in candidates)
        {
            outcomes.Add(await DecideAsync(candidate, describe, now));
        }

        KeepNewest(outcomes);
        return outcomes;
    }

    private static RuleMatcher Read(RepositoryRule rule, int index)
    {
        try
        {
            return new RuleMatcher(rule);
        }
        catch (FormatException e)
        {
            throw new FormatException($"rule {index + 1}: {e.Message}", e);
        }
    }

    private async Task<RuleOutcome> DecideAsync(
        SourceCandidate candidate, Func<SourceCandidate, Task<(SourceCandidate Candidate, string? Problem)>> describe, DateTimeOffset now)
    {
        var trace = new List<string>();
        var described = false;
        foreach (var (index, rule) in _rules.Index())
        {
            var mismatch = rule.MismatchInListing(candidate);
            if (mismatch is null && !described && (rule.NeedsDescription || rule.Includes))
            {
                (candidate, var problem) = await describe(candidate);
                described = true;
                if (problem is not null)
                {
                    return new RuleOutcome(candidate, false, null, [.. trace, problem]);
                }
            }

            mismatch ??= rule.MismatchInDescription(candidate, now);
            if (mismatch is null)
            {
                trace.Add($"rule {index + 1} {(rule.Includes ? "takes it" : "leaves it out")}");
                return new RuleOutcome(candidate, rule.Includes, index + 1, trace);
            }

            trace.Add($"rule {index + 1} does not apply: {mismatch}");
        }

        trace.Add("no rule takes it");
        return new RuleOutcome(candidate, false, null, trace);
    }

    private void KeepNewest(List<RuleOutcome> outcomes)
    {
        var limited = outcomes.Index().Where(o => o.Item.IsIncluded && _rules[o.Item.Rule!.Value - 1].Newest is not null);
        foreach (var group in limited.GroupBy(o => (o.Item.Rule, o.Item.Candidate.Repository)).ToList())
        {
            var newest = _rules[group.Key.Rule!.Value - 1].Newest!.Value;
            foreach (var (index, outcome) in group.OrderByDescending(o => o.Item.Candidate, NewestFirst.Instance).Skip(newest))
            {
                var reason = $"rule {outcome.Rule} takes the newest {newest} of {outcome.Candidate.Repository} only, and this is not one of them";
                outcomes[index] = outcome with { IsIncluded = false, Trace = [.. outcome.Trace.SkipLast(1), reason] };
            }
        }
    }

    /// <summary>Versions by their numbers; what has none is older than what has, and by its last change.</summary>
    internal sealed class NewestFirst : IComparer<SourceCandidate>
    {
        public static readonly NewestFirst Instance = new();

        public int Compare(SourceCandidate? x, SourceCandidate? y)
        {
            var (a, b) = (RuleMatcher.VersionOf(x!.Version), RuleMatcher.VersionOf(y!.Version));
            return a is not null && b is not null ? VersionComparer.Default.Compare(a, b)
                : (a is null) != (b is null) ? (a is null ? -1 : 1)
                : Nullable.Compare(x.ModifiedAt, y.ModifiedAt);
        }
    }
}
