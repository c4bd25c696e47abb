using Modelyard.Artifacts;

namespace Modelyard.Tests.Library.Repositories;

/// <summary>A source that lists what it was told to, and describes it or refuses to.</summary>
internal sealed class ScriptedCatalog(params SourceCandidate[] candidates) : ISourceCatalog
{
    /// <summary>Versions that are not described, and why.</summary>
    public Dictionary<string, FetchFailure> Refusals { get; } = [];

    /// <summary>Why nothing can be asked of it; null when something can.</summary>
    public FetchException? Unavailable { get; init; }

    public Task CheckAsync(CancellationToken cancellationToken) => Unavailable is null ? Task.CompletedTask : Task.FromException(Unavailable);

    public IAsyncEnumerable<SourceCandidate> DiscoverAsync(IReadOnlyList<string> repositories, CancellationToken cancellationToken) => candidates.ToAsyncEnumerable();

    public Task<SourceCandidate> DescribeAsync(SourceCandidate candidate, CancellationToken cancellationToken) => Refusals.TryGetValue(candidate.Version, out var reason)
        ? Task.FromException<SourceCandidate>(new FetchException(reason, reason == FetchFailure.NotFound ? "it is gone" : "the token has expired."))
        : Task.FromResult(candidate);
}
