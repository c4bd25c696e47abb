using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Answers what the rules of a repository would take.</summary>
public sealed class RepositoryPreview(RepositoryPlanner planner)
{
    /// <exception cref="RepositoryException">The repository cannot be used as it is written.</exception>
    /// <exception cref="Artifacts.FetchException">The source cannot be looked through.</exception>
    public async Task<ModelRepositoryPreviewStatus> AnswerAsync(ModelRepositorySpec spec, string project, CancellationToken cancellationToken)
    {
        var outcomes = await planner.PlanAsync(spec, project, cancellationToken);
        return new ModelRepositoryPreviewStatus { Versions = [.. outcomes.Select(Show)] };
    }

    private static PreviewedVersion Show(RuleOutcome outcome) => new()
    {
        Repository = outcome.Candidate.Repository,
        Version = outcome.Candidate.Version,
        Selected = outcome.IsIncluded,
        Rule = outcome.Rule,
        Trace = [.. outcome.Trace],
        Size = outcome.Candidate.Size,
        Formats = outcome.Candidate.Formats.Count > 0 ? [.. outcome.Candidate.Formats] : null,
        License = outcome.Candidate.License,
        Uri = outcome.Candidate.Uri,
    };
}
