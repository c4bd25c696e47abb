using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Brings what the rules take into the library, and lets go of what they take no longer.</summary>
internal sealed class LibraryWriter(IResourceClient client, Informer<ModelVersion> versions)
{
    public async Task<Intake> BringInAsync(ModelRepository repository, IReadOnlyList<RuleOutcome> selected, CancellationToken cancellationToken)
    {
        var intake = new Intake([], []);
        var taken = new Dictionary<string, SourceCandidate>(StringComparer.Ordinal);
        foreach (var candidate in selected.Select(o => o.Candidate))
        {
            if (ModelNaming.Of(candidate.Repository, candidate.Version, repository.Spec.Naming) is not { } reference)
            {
                Problem(candidate, "NameUnusable", "nothing is left of its name that a Model or a version may be called: give it another tag at its source");
            }
            else if (taken.GetValueOrDefault(reference.ResourceName) is { } earlier)
            {
                Problem(candidate, "NameTaken", $"it would be called {reference.ResourceName}, as {earlier.Repository}:{earlier.Version} is: set spec.naming to FullPath, or leave one of them out by a rule");
            }
            else
            {
                taken[reference.ResourceName] = candidate;
                await BringInAsync(reference, candidate);
            }
        }

        return intake;

        async Task BringInAsync(VersionReference reference, SourceCandidate candidate)
        {
            var key = new NamespacedName(repository.Metadata.Namespace!, reference.ResourceName);
            if (versions.Get(key) is { } known)
            {
                Compare(known, reference, candidate);
            }
            else if (repository.Spec.Sync == "Offer")
            {
                intake.Offered.Add(new OfferedVersion { Model = reference.Model, Version = reference.Version, Uri = candidate.Uri, Revision = candidate.Revision });
            }
            else
            {
                await CreateAsync(repository, reference, candidate.Uri, candidate.Revision, cancellationToken);
            }
        }

        void Compare(ModelVersion known, VersionReference reference, SourceCandidate candidate)
        {
            if (!reference.Means(known) || known.Spec.Source?.Repository != repository.Metadata.Name)
            {
                Problem(
                    candidate,
                    "NameTaken",
                    $"the project has {VersionReference.Of(known)} already, from {known.Spec.Source?.Repository ?? known.Spec.Submitter ?? "elsewhere"}: set spec.naming to FullPath, or leave one of them out by a rule");
            }
            else if (known.Spec.Source?.Uri is { } uri && uri != candidate.Uri)
            {
                Problem(candidate, "TagMoved", $"it came in as {uri} and is {candidate.Uri} at its source now. A version never changes: find out who moved it, or have it taken in under another tag");
            }
            else if (known.Spec.Source?.Revision is { } revision && candidate.Revision is { } other && revision != other)
            {
                // Where an address does not pin the content, as that of a folder.
                Problem(candidate, "TagMoved", $"its source lists other files, sizes or times at {known.Spec.Source.Uri} than when it came in. A version never changes: find out who changed them, or have them taken in as another version");
            }
        }

        void Problem(SourceCandidate candidate, string reason, string message) =>
            intake.Problems.Add(new RepositoryProblem { Repository = candidate.Repository, Version = candidate.Version, Reason = reason, Message = message });
    }

    /// <summary>Versions that the library has from the repository and whose source does not say any more what they are.</summary>
    public IEnumerable<RepositoryProblem> Refused(ModelRepository repository, IEnumerable<RuleOutcome> outcomes) =>
        from outcome in outcomes
        where outcome.IsUndecided && NameOf(repository, outcome.Candidate) is { } name
            && versions.Get(new NamespacedName(repository.Metadata.Namespace!, name))?.Spec.Source?.Repository == repository.Metadata.Name
        select new RepositoryProblem
        {
            Repository = outcome.Candidate.Repository,
            Version = outcome.Candidate.Version,
            Reason = "NotDescribed",
            Message = $"its source does not say what it is: {outcome.Reason.TrimEnd('.')}. It stays in the library as it is",
        };

    /// <summary>Deprecates or removes what came from the repository and is not selected any more, as the repository says.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="staying">What it takes, and what it cannot decide about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LetGoAsync(ModelRepository repository, IEnumerable<RuleOutcome> staying, CancellationToken cancellationToken)
    {
        if (repository.Spec.OnDelete is null or "Keep")
        {
            return;
        }

        var wanted = staying.Select(o => NameOf(repository, o.Candidate)).ToHashSet(StringComparer.Ordinal);
        var gone = versions.List().Where(v => v.Metadata.Namespace == repository.Metadata.Namespace
            && v.Spec.Source?.Repository == repository.Metadata.Name && !wanted.Contains(v.Metadata.Name));
        foreach (var version in gone)
        {
            var key = NamespacedName.Of(version);
            if (repository.Spec.OnDelete == "Remove")
            {
                await RemoveAsync(key, cancellationToken);
            }
            else if (LibraryNames.StageOf(version) is not (LibraryNames.Deprecated or LibraryNames.Retired))
            {
                // What is retired may not be started: it must not come back by being gone from its source.
                await client.PatchAsync<ModelVersion>(key, Patch.Merge(Deprecation()), cancellationToken);
            }
        }
    }

    private static string? NameOf(ModelRepository repository, SourceCandidate candidate) =>
        ModelNaming.Of(candidate.Repository, candidate.Version, repository.Spec.Naming)?.ResourceName;

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

    private async Task CreateAsync(ModelRepository repository, VersionReference reference, string uri, string? revision, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(NewVersion.Of(repository, reference, uri, revision), cancellationToken);
        }
        catch (StatusException e) when (e.IsAlreadyExists)
        {
            // The informer may not have seen yet what was made a moment ago.
        }
    }
}
