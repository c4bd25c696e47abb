using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Brings the files of a version into the content store, where they stay for as long as the version is in the library.</summary>
internal sealed class VersionFetch(ModelFetcher fetcher, RepositoryPlanner planner, IResourceClient client)
{
    private const string OwnerPrefix = "library/";

    /// <exception cref="FetchException">They cannot be had.</exception>
    /// <exception cref="RepositoryException">The repository it comes from cannot be used.</exception>
    public async Task<FetchedModel> RunAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        var source = version.Spec.Source!;
        var repository = source.Repository is { } name
            ? await client.TryGetAsync<ModelRepository>(new NamespacedName(version.Metadata.Namespace!, name), cancellationToken)
            : null;
        var access = repository is null ? null : await planner.AccessAsync(repository, cancellationToken);
        var model = await fetcher.FetchAsync(source.Uri!, new FetchOptions { Access = access, Token = access?.Token, Copy = true }, progress: null, cancellationToken);
        fetcher.Store.AddReference(model.Digest, OwnerPrefix + version.Metadata.Uid);
        return model;
    }

    /// <summary>Nobody of the library needs the files of this version any more.</summary>
    public void Release(string uid) => fetcher.Store.RemoveReferences(OwnerPrefix + uid);

    /// <summary>Nor those of any but these.</summary>
    public void ReleaseAllBut(IReadOnlySet<string> uids) =>
        fetcher.Store.RemoveReferences(owner => owner.StartsWith(OwnerPrefix, StringComparison.Ordinal) && !uids.Contains(owner[OwnerPrefix.Length..]));
}
