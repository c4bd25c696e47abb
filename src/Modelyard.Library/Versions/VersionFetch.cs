using System.Collections.Concurrent;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Brings the files of a version into the content store, where they stay for as long as the version is in the library.</summary>
internal sealed class VersionFetch(ModelFetcher fetcher, RepositoryPlanner planner, VersionStatusWriter writer, OrganizationStorage organizations, IResourceClient client, TimeProvider time)
{
    private const string OwnerPrefix = "library/";
    private const string Gone = "Deleted";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    // What is to be removed, and when. It is referenced until then: after a restart the references of versions that are gone say what it was.
    private readonly ConcurrentDictionary<(string Digest, string Owner), DateTimeOffset> _unwanted = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _pauses = new(StringComparer.Ordinal);

    /// <summary>
    /// The files: those in the store when the version was brought in before and they are still there, every byte of them checked. Null when they
    /// cannot be had now, which the status of the version then says.
    /// </summary>
    public async Task<StoredModel?> TryRunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        if (passage.Model is null && IsPaused(passage))
        {
            return null;
        }

        try
        {
            var model = passage.Model ??= await RunAsync(passage.Version, passage.Status.Digest, cancellationToken);
            _pauses.TryRemove(passage.Version.Metadata.Uid!, out _);
            passage.Set("Synced", true, "Fetched", $"{model.Files.Count} files of {model.ResolvedUri}");
            return model;
        }
        catch (FetchException e) when (e.Reason == FetchFailure.Corrupt && passage.Status.Digest is not null)
        {
            await writer.BlockAsync(passage, "Synced", "ContentChanged", $"{e.Message} A version never changes: find out why its content did, or take the new one in as another version.", cancellationToken);
        }
        catch (FetchException e)
        {
            await WaitAsync(passage, e.Reason.ToString(), e.Message, e.RetryAfter ?? RetryAfter, cancellationToken);
        }
        catch (RepositoryException e) when (e.Reason == Gone)
        {
            passage.Stop();
        }
        catch (RepositoryException e)
        {
            await WaitAsync(passage, e.Reason, e.Message, RetryAfter, cancellationToken);
        }

        return null;
    }

    /// <summary>Whether it could not be fetched a moment ago. Saying so is a change of the version, which alone is no reason to try again.</summary>
    public bool IsPaused(VersionPassage passage)
    {
        if (!_pauses.TryGetValue(passage.Version.Metadata.Uid!, out var until) || until <= time.GetUtcNow())
        {
            return false;
        }

        passage.LookAgain(until);
        if (!passage.IsDecided)
        {
            passage.Stop();
        }

        return true;
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

    /// <summary>Under which name the library uses the files of a version.</summary>
    public static string OwnerOf(ModelVersion version) => OwnerPrefix + version.Metadata.Uid;

    /// <summary>The library does not need the files of this version any more.</summary>
    public void Release(ModelVersion version)
    {
        _pauses.TryRemove(version.Metadata.Uid!, out _);
        foreach (var digest in fetcher.Store.ModelsOf(OwnerOf(version)).Append(version.Status?.Digest).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            Release(version, digest);
        }
    }

    /// <summary>Whether there are files to be removed, now or later.</summary>
    public bool HasUnwanted => !_unwanted.IsEmpty;

    /// <summary>Removes the files of versions that are gone, as far as nobody else uses them, once it is clear that they were not deleted by mistake.</summary>
    /// <returns>When there is more to remove; null when there is not.</returns>
    public DateTimeOffset? RemoveUnwanted()
    {
        var now = time.GetUtcNow();
        var due = _unwanted.Where(u => u.Value <= now).Select(u => u.Key).ToList();
        var left = due.Count == 0 ? [] : fetcher.Store.Remove(due).ToHashSet();
        foreach (var reference in due)
        {
            if (!left.Contains(reference))
            {
                _unwanted.TryRemove(reference, out _);
            }
            else
            {
                _unwanted[reference] = now + RetryAfter;
            }
        }

        return _unwanted.IsEmpty ? null : _unwanted.Values.Min();
    }

    /// <summary>Nor does it need those of any but these. Called at each start; follows from then on who owns the projects.</summary>
    public async Task<IReadOnlyList<IDisposable>> ReleaseAllButAsync(IReadOnlyCollection<ModelVersion> versions, CancellationToken cancellationToken)
    {
        var uids = versions.Select(v => v.Metadata.Uid!).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in fetcher.Store.FindReferences(owner => owner.StartsWith(OwnerPrefix, StringComparison.Ordinal) && !uids.Contains(owner[OwnerPrefix.Length..])))
        {
            _unwanted.TryAdd(gone, time.GetUtcNow() + Grace);
        }

        await organizations.AlignAsync(versions, cancellationToken);
        return organizations.Follow();
    }

    /// <summary>The files, all of which are what <paramref name="digest"/> says, when it says something.</summary>
    /// <exception cref="FetchException">They cannot be had.</exception>
    /// <exception cref="RepositoryException">The repository it comes from cannot be used.</exception>
    public async Task<StoredModel> RunAsync(ModelVersion version, string? digest, CancellationToken cancellationToken)
    {
        var access = await AccessAsync(version, cancellationToken);
        var options = new FetchOptions
        {
            Access = access,
            Token = access?.Token,
            Copy = true,
            Digest = digest ?? version.Spec.Source!.Digest,
            Owner = organizations.OwnerOf(version.Metadata.Namespace!),
            Holder = await organizations.HolderOfAsync(version.Metadata.Namespace!, cancellationToken),
        };
        var model = await fetcher.StoreAsync(version.Spec.Source!.Uri!, options, progress: null, cancellationToken);
        organizations.Keep(version, model.Digest);

        // Whoever saw it go did not know of this reference yet, and has cancelled this perhaps. After it was made nobody fails to.
        if ((await client.TryGetAsync<ModelVersion>(NamespacedName.Of(version), CancellationToken.None))?.Metadata.Uid != version.Metadata.Uid)
        {
            Release(version, model.Digest);
            throw new RepositoryException(Gone, $"{VersionReference.Of(version)} was deleted while it was fetched.");
        }

        return model;
    }

    private void Release(ModelVersion version, string digest)
    {
        organizations.Release(version, digest);
        _unwanted[(digest, OwnerOf(version))] = time.GetUtcNow() + Grace;
    }

    private Task WaitAsync(VersionPassage passage, string reason, string message, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        _pauses[passage.Version.Metadata.Uid!] = time.GetUtcNow() + retryAfter;
        return writer.WaitAsync(passage, "Failed", "Synced", reason, message, retryAfter, cancellationToken);
    }
}
