using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Keeps what is needed from being deleted: a version that runs, a model that has versions.</summary>
public sealed class LibraryDeletion(VersionUse use, IResourceClient client)
{
    /// <summary>Why an object has to stay, and what to do; null when it may go.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<string?> ObjectionAsync(string kind, NamespacedName key, CancellationToken cancellationToken) => kind switch
    {
        nameof(ModelVersion) => OfVersionAsync(key, cancellationToken),
        nameof(Model) => OfModelAsync(key, cancellationToken),
        _ => Task.FromResult<string?>(null),
    };

    private async Task<string?> OfVersionAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var version = await client.TryGetAsync<ModelVersion>(key, cancellationToken);
        var users = version is null ? [] : await use.OfAsync(version, cancellationToken);
        return users.Count == 0 ? null : $"{VersionReference.Of(version!)} is used by {string.Join(", ", users)}: stop that first, or give it another version";
    }

    private async Task<string?> OfModelAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var versions = await client.ListAsync<ModelVersion>(new ListOptions { Namespace = key.Namespace }, cancellationToken);
        var own = versions.Items.Where(v => v.Spec.Model == key.Name && v.Metadata.DeletionTimestamp is null).Select(v => v.Spec.Version).ToList();
        return own.Count == 0 ? null : $"there are versions of it ({string.Join(", ", own)}): delete them first";
    }
}
