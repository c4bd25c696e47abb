using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Reads the files of a version again, and on request replaces those that are not what was approved. By itself nobody does: what was changed is to be noticed.</summary>
public sealed class ContentCheck
{
    private readonly ModelFetcher _fetcher;
    private readonly VersionFetch _fetch;
    private readonly IResourceClient _client;

    internal ContentCheck(ModelFetcher fetcher, VersionFetch fetch, IResourceClient client) => (_fetcher, _fetch, _client) = (fetcher, fetch, client);

    /// <exception cref="RepositoryException">There is nothing to check.</exception>
    public async Task<ContentReviewStatus> AnswerAsync(ContentReviewSpec spec, string project, CancellationToken cancellationToken)
    {
        var version = await _client.TryGetAsync<ModelVersion>(new NamespacedName(project, spec.Version!), cancellationToken)
            ?? throw new RepositoryException("NotFound", $"the project {project} has no version {spec.Version}.");
        var digest = version.Status?.Digest
            ?? throw new RepositoryException("NotSynced", $"{VersionReference.Of(version)} is {version.Status?.Phase ?? "Pending"}: its files are not in the library yet.");
        var report = await _fetcher.Store.VerifyAsync(digest, cancellationToken);
        var answer = new ContentReviewStatus
        {
            Digest = digest,
            Intact = report.IsIntact,
            Broken = report.IsIntact ? null : [.. report.Broken.Select(b => new BrokenContent { Path = b.Path, Problem = b.Problem })],
        };
        if (!report.IsIntact && spec.Repair == true)
        {
            await RepairAsync(version, report, answer, cancellationToken);
        }

        return answer;
    }

    private async Task RepairAsync(ModelVersion version, VerifyReport report, ContentReviewStatus answer, CancellationToken cancellationToken)
    {
        _fetcher.Store.RemoveBroken(report);
        try
        {
            await _fetch.RunAsync(version, answer.Digest, cancellationToken);
            answer.Intact = true;
        }
        catch (Exception e) when (e is FetchException or RepositoryException)
        {
            answer.Message = version.Spec.Imported is null ? e.Message : $"{e.Message} The version came in an archive: import that again.";
        }
    }
}
