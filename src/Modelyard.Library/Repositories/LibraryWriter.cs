using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Brings what the rules take into the library, and lets go of what they take no longer.</summary>
internal sealed class LibraryWriter(IResourceClient client, Informer<ModelVersion> versions)
{
    /// <returns>What is only offered, as model:version.</returns>
    public async Task<IReadOnlyList<string>> BringInAsync(ModelRepository repository, IReadOnlyList<RuleOutcome> selected, CancellationToken cancellationToken)
    {
        var offered = new List<string>();
        foreach (var candidate in selected.Select(o => o.Candidate))
        {
            if (ModelNaming.Of(candidate.Repository, candidate.Version, repository.Spec.Naming) is not { } reference)
            {
                continue;
            }

            var key = new NamespacedName(repository.Metadata.Namespace!, reference.ResourceName);
            var known = versions.Get(key);
            if (known is not null)
            {
                continue;
            }

            if (repository.Spec.Sync == "Offer")
            {
                offered.Add(reference.ToString());
                continue;
            }

            await EnsureModelAsync(key.Namespace, reference.Model, cancellationToken);
            await CreateAsync(repository, reference, candidate.Uri, candidate.Revision, cancellationToken);
        }

        return offered;
    }

    /// <summary>Deprecates or removes what came from the repository and is not selected any more, as the repository says.</summary>
    public async Task LetGoAsync(ModelRepository repository, IReadOnlyList<RuleOutcome> selected, CancellationToken cancellationToken)
    {
        if (repository.Spec.OnDelete is null or "Keep")
        {
            return;
        }

        var wanted = selected
            .Select(o => ModelNaming.Of(o.Candidate.Repository, o.Candidate.Version, repository.Spec.Naming)?.ResourceName)
            .ToHashSet(StringComparer.Ordinal);
        var gone = versions.List().Where(v => v.Metadata.Namespace == repository.Metadata.Namespace
            && v.Spec.Source?.Repository == repository.Metadata.Name && !wanted.Contains(v.Metadata.Name));
        foreach (var version in gone)
        {
            var key = NamespacedName.Of(version);
            if (repository.Spec.OnDelete == "Remove")
            {
                await RemoveAsync(key, cancellationToken);
            }
            else if (version.Metadata.Labels?.GetValueOrDefault(LibraryNames.StageLabel) != LibraryNames.Deprecated)
            {
                await client.PatchAsync<ModelVersion>(key, Patch.Merge(Deprecation()), cancellationToken);
            }
        }
    }

    private static JsonObject Deprecation() =>
        new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [LibraryNames.StageLabel] = LibraryNames.Deprecated } } };

    private async Task RemoveAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteIfExistsAsync<ModelVersion>(key, DeleteOptions.Default, cancellationToken);
        }
        catch (StatusException e) when (e.IsForbidden)
        {
            // It runs somewhere: the next look finds it again.
        }
    }

    private async Task EnsureModelAsync(string project, string name, CancellationToken cancellationToken)
    {
        if (await client.TryGetAsync<Model>(new NamespacedName(project, name), cancellationToken) is null)
        {
            await IgnoreExistingAsync(() => client.CreateAsync(new Model { Metadata = new ObjectMeta { Namespace = project, Name = name } }, cancellationToken));
        }
    }

    private Task CreateAsync(ModelRepository repository, VersionReference reference, string uri, string? revision, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<string, string>(repository.Spec.VersionLabels ?? [])
        {
            [LibraryNames.ModelLabel] = reference.Model,
            [LibraryNames.RepositoryLabel] = repository.Metadata.Name!,
        };
        return IgnoreExistingAsync(() => client.CreateAsync(
            new ModelVersion
            {
                Metadata = new ObjectMeta { Namespace = repository.Metadata.Namespace, Name = reference.ResourceName, Labels = labels },
                Spec = new ModelVersionSpec
                {
                    Model = reference.Model,
                    Version = reference.Version,
                    Source = new VersionSource { Uri = uri, Repository = repository.Metadata.Name, Revision = revision },
                },
            },
            cancellationToken));
    }

    // The informer may not have seen yet what was made a moment ago.
    private static async Task IgnoreExistingAsync(Func<Task> create)
    {
        try
        {
            await create();
        }
        catch (StatusException e) when (e.IsAlreadyExists)
        {
        }
    }
}
