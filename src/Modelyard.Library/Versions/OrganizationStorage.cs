using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>On whose account the files of versions are kept: that of the organization that owns the project, as far as it may.</summary>
internal sealed class OrganizationStorage(
    ModelFetcher fetcher, Informer<Namespace> projects, Informer<Organization> organizations, Informer<ModelVersion> versions)
{
    private const string Prefix = "organization/";
    private readonly Lock _gate = new();

    // By the uid of a version: what it brought in since the start, and for which project.
    private readonly Dictionary<string, (string Digest, string Project)> _kept = new(StringComparer.Ordinal);

    /// <summary>Who answers for what a project keeps; null when no organization owns it.</summary>
    public StorageOwner? OwnerOf(string project)
    {
        var name = projects.Get(new NamespacedName("", project))?.Metadata.Labels?.GetValueOrDefault(TenancyNames.OrganizationLabel);
        return string.IsNullOrEmpty(name) ? null : new StorageOwner(Prefix + name, organizations.Get(new NamespacedName("", name))?.Spec.ModelStorage?.RoundedUp);
    }

    /// <summary>The same for whoever may ask before owners and quotas are known.</summary>
    public async Task<StorageOwner?> OwnerOfAsync(string project, CancellationToken cancellationToken)
    {
        await Task.WhenAll(projects.WaitForSyncAsync(cancellationToken), organizations.WaitForSyncAsync(cancellationToken));
        return OwnerOf(project);
    }

    /// <summary>For whom a project fetches.</summary>
    public async Task<string> HolderOfAsync(string project, CancellationToken cancellationToken)
    {
        await projects.WaitForSyncAsync(cancellationToken);
        return HolderOf(project);
    }

    /// <summary>From now on who is given content goes by who owns the projects: what a project has goes where it goes, and nobody inherits by a name that was free again.</summary>
    public IReadOnlyList<IDisposable> Follow() =>
    [
        projects.Subscribe(change =>
        {
            if (change.Type == WatchEventType.Deleted)
            {
                var gone = ContentHolder.Of(change.Object.Metadata.Name!, organization: null);
                fetcher.Store.Holders.Remove(holder => holder == gone);
            }
            else
            {
                Hold(versions.List().Where(v => v.Metadata.Namespace == change.Object.Metadata.Name));
            }
        }),
        organizations.Subscribe(change =>
        {
            if (change.Type == WatchEventType.Deleted)
            {
                var gone = ContentHolder.Of("", change.Object.Metadata.Name);
                fetcher.Store.Holders.Remove(holder => holder == gone);
            }
        }),
    ];

    /// <summary>A version has these files from now on, which its status may say only later, and its organization answers for them.</summary>
    public void Keep(ModelVersion version, string digest)
    {
        var project = version.Metadata.Namespace!;
        lock (_gate)
        {
            _kept[version.Metadata.Uid!] = (digest, project);
            fetcher.Store.AddReference(digest, VersionFetch.OwnerOf(version));

            // It was there when the fetch ended, and may have gone meanwhile with another version that had the same files.
            if (OwnerOf(project)?.Name is { } owner && !fetcher.Store.HasReference(digest, owner))
            {
                fetcher.Store.AddReference(digest, owner);
            }
        }
    }

    /// <summary>The organization does not answer for a version that is gone any more, unless another one of its versions has the same files.</summary>
    public void Release(ModelVersion gone, string digest)
    {
        lock (_gate)
        {
            _kept.Remove(gone.Metadata.Uid!);
            if (OwnerOf(gone.Metadata.Namespace!)?.Name is { } owner && !ProjectsWith(digest, gone.Metadata.Uid!).Any(p => OwnerOf(p)?.Name == owner))
            {
                fetcher.Store.RemoveReference(digest, owner);
            }
        }
    }

    /// <summary>Has each organization answer for its versions and for nothing else: projects may have been given to another one meanwhile.</summary>
    public async Task AlignAsync(IReadOnlyCollection<ModelVersion> all, CancellationToken cancellationToken)
    {
        await Task.WhenAll(projects.WaitForSyncAsync(cancellationToken), organizations.WaitForSyncAsync(cancellationToken));
        lock (_gate)
        {
            foreach (var gone in _kept.Keys.Except(all.Select(v => v.Metadata.Uid!)).ToList())
            {
                _kept.Remove(gone);
            }
        }

        var wanted = all.Select(v => (v.Status?.Digest, Owner: OwnerOf(v.Metadata.Namespace!)?.Name)).Where(p => p is { Digest: not null, Owner: not null }).ToHashSet();
        fetcher.Store.RemoveReferences((digest, owner) => owner.StartsWith(Prefix, StringComparison.Ordinal) && !wanted.Contains((digest, owner)));
        foreach (var (digest, owner) in wanted.Where(p => !fetcher.Store.HasReference(p.Digest!, p.Owner!)))
        {
            fetcher.Store.AddReference(digest!, owner!);
        }

        var holders = projects.List().SelectMany(p => (string[])[ContentHolder.Of(p.Metadata.Name!, organization: null), HolderOf(p.Metadata.Name!)])
            .Concat(organizations.List().Select(o => ContentHolder.Of("", o.Metadata.Name))).ToHashSet(StringComparer.Ordinal);
        fetcher.Store.Holders.Remove(holder => !holders.Contains(holder));
        Hold(all);
    }

    /// <summary>Projects may have what they brought in here before.</summary>
    private void Hold(IEnumerable<ModelVersion> all)
    {
        foreach (var version in all)
        {
            if (version.Status?.Digest is { } digest && fetcher.Store.HasReference(digest, VersionFetch.OwnerOf(version)))
            {
                fetcher.Store.Holders.Add(digest, HolderOf(version.Metadata.Namespace!));
            }
        }
    }

    private IEnumerable<string> ProjectsWith(string digest, string goneUid) => versions.List()
        .Where(v => v.Status?.Digest == digest && v.Metadata.Uid != goneUid).Select(v => v.Metadata.Namespace!)
        .Concat(_kept.Values.Where(k => k.Digest == digest).Select(k => k.Project));

    private string HolderOf(string project) => ContentHolder.Of(project, projects.Get(new NamespacedName("", project)));
}
