using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Brings the files of a version into the content store, where they stay for as long as the version is in the library.</summary>
internal sealed class VersionFetch(ModelFetcher fetcher, RepositoryPlanner planner, VersionStatusWriter writer, IResourceClient client)
{
    private const string OwnerPrefix = "library/";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The files: those in the store when the version was brought in before and they are still there, every byte of them checked. Null when they
    /// cannot be had now, which the status of the version then says.
    /// </summary>
    public async Task<FetchedModel?> TryRunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        try
        {
            var model = passage.Model ??= await RunAsync(passage.Version, passage.Status.Digest, cancellationToken);
            passage.Set("Synced", true, "Fetched", $"{model.Files.Count} files of {model.ResolvedUri}");
            return model;
        }
        catch (FetchException e) when (e.Reason == FetchFailure.Corrupt && passage.Status.Digest is not null)
        {
            await writer.BlockAsync(passage, "Synced", "ContentChanged", $"{e.Message} A version never changes: find out why its content did, or take the new one in as another version.", cancellationToken);
        }
        catch (FetchException e)
        {
            await writer.WaitAsync(passage, "Failed", "Synced", e.Reason.ToString(), e.Message, e.RetryAfter ?? RetryAfter, cancellationToken);
        }
        catch (RepositoryException e)
        {
            await writer.WaitAsync(passage, "Failed", "Synced", e.Reason, e.Message, RetryAfter, cancellationToken);
        }

        return null;
    }

    /// <summary>How the source of a version is reached; null for as this machine is set up.</summary>
    /// <exception cref="RepositoryException">The repository it comes from cannot be used.</exception>
    public async Task<SourceAccess?> AccessAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        var repository = version.Spec.Source!.Repository is { } name
            ? await client.TryGetAsync<ModelRepository>(new NamespacedName(version.Metadata.Namespace!, name), cancellationToken)
            : null;
        return repository is null ? null : await planner.AccessAsync(repository, cancellationToken);
    }

    /// <summary>Nobody of the library needs the files of this version any more.</summary>
    public void Release(string uid) => fetcher.Store.RemoveReferences(OwnerPrefix + uid);

    /// <summary>Nor those of any but these.</summary>
    public void ReleaseAllBut(IReadOnlySet<string> uids) =>
        fetcher.Store.RemoveReferences(owner => owner.StartsWith(OwnerPrefix, StringComparison.Ordinal) && !uids.Contains(owner[OwnerPrefix.Length..]));

    private async Task<FetchedModel> RunAsync(ModelVersion version, string? digest, CancellationToken cancellationToken)
    {
        var access = await AccessAsync(version, cancellationToken);
        var options = new FetchOptions { Access = access, Token = access?.Token, Copy = true, Digest = digest ?? version.Spec.Source!.Digest };
        var model = await fetcher.FetchAsync(version.Spec.Source!.Uri!, options, progress: null, cancellationToken);
        fetcher.Store.AddReference(model.Digest, OwnerPrefix + version.Metadata.Uid);
        return model;
    }
}
