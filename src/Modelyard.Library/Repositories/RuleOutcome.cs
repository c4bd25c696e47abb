using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What the rules say about a version at its source.</summary>
/// <param name="Candidate">The version; described as far as the rules had to know it.</param>
/// <param name="IsIncluded">Whether it is taken.</param>
/// <param name="Rule">Number of the rule that decided, from 1; null when none matched.</param>
/// <param name="Trace">Why, rule by rule, each in a sentence.</param>
public sealed record RuleOutcome(SourceCandidate Candidate, bool IsIncluded, int? Rule, IReadOnlyList<string> Trace)
{
    /// <summary>Whether its source would not say enough about it for the rules to decide, as when a token has expired: it is not taken, and neither is it gone.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>The sentence that decided.</summary>
    public string Reason => Trace.Count > 0 ? Trace[^1] : "there are no rules";
}
