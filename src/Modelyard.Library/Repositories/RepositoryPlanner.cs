using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Looks through a source and says of every version there whether the rules take it, and why. Changes nothing.</summary>
public sealed class RepositoryPlanner(IResourceClient client, Func<string, SourceAccess, ISourceCatalog> open, TimeProvider time)
{
    private readonly RepositoryAccess _access = new(client);

    /// <exception cref="RepositoryException">The repository cannot be used as it is written.</exception>
    /// <exception cref="FetchException">The source cannot be looked through.</exception>
    public async Task<IReadOnlyList<RuleOutcome>> PlanAsync(ModelRepositorySpec spec, string project, CancellationToken cancellationToken)
    {
        var rules = RulesOf(spec);
        var access = await _access.ReadAsync(spec.Source!, project, cancellationToken);
        var catalog = open(spec.Source!.Url!, access);
        await catalog.CheckAsync(cancellationToken);
        var candidates = new List<SourceCandidate>();
        await foreach (var candidate in catalog.DiscoverAsync(spec.Source.Repositories ?? [], cancellationToken))
        {
            candidates.Add(candidate);
        }

        var refused = new HashSet<SourceCandidate>();
        var outcomes = await rules.DecideAsync(candidates, DescribeAsync, time.GetUtcNow());
        return [.. outcomes.Select(o => refused.Contains(o.Candidate) ? o with { IsUndecided = true } : o)];

        async Task<(SourceCandidate Candidate, string? Problem)> DescribeAsync(SourceCandidate candidate)
        {
            try
            {
                return (await catalog.DescribeAsync(candidate, cancellationToken), null);
            }
            catch (FetchException e) when (!e.IsTransient)
            {
                if (e.Reason != FetchFailure.NotFound)
                {
                    refused.Add(candidate);
                }

                return (candidate, e.Message);
            }
        }
    }

    /// <summary>How its versions are fetched.</summary>
    public Task<SourceAccess> AccessAsync(ModelRepository repository, CancellationToken cancellationToken) =>
        _access.ReadAsync(repository.Spec.Source!, repository.Metadata.Namespace!, cancellationToken);

    private static RepositoryRules RulesOf(ModelRepositorySpec spec)
    {
        try
        {
            return new RepositoryRules(spec.Rules ?? []);
        }
        catch (FormatException e)
        {
            throw new RepositoryException("InvalidRule", e.Message);
        }
    }
}
