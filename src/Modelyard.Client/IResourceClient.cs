using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>A Kubernetes API, wherever it is: embedded in this process or a cluster reached over HTTPS. All that controllers know.</summary>
/// <remarks>Every call fails with <see cref="StatusException"/> when the API refuses it and with <see cref="HttpRequestException"/> when the API cannot be reached.</remarks>
public interface IResourceClient
{
    /// <summary>Reads one resource.</summary>
    Task<T> GetAsync<T>(NamespacedName name, CancellationToken cancellationToken)
        where T : Resource;

    /// <summary>Reads all that match, paging as needed.</summary>
    Task<ResourceList<T>> ListAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource;

    /// <summary>Follows changes from <see cref="ListOptions.ResourceVersion"/> on. Ends when the server ends it; an expired revision throws.</summary>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource;

    /// <summary>Creates <paramref name="resource"/> and returns it as stored.</summary>
    Task<T> CreateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource;

    /// <summary>Replaces all but the status; a conflict when <c>resourceVersion</c> is stale.</summary>
    Task<T> UpdateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource;

    /// <summary>Replaces the status; a conflict when <c>resourceVersion</c> is stale.</summary>
    Task<T> UpdateStatusAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource;

    /// <summary>Changes part of a resource, or of a subresource such as <c>status</c>.</summary>
    Task<T> PatchAsync<T>(NamespacedName name, Patch patch, CancellationToken cancellationToken, string? subresource = null)
        where T : Resource;

    /// <summary>Asks for deletion; the object may stay until its finalizers are gone.</summary>
    Task DeleteAsync<T>(NamespacedName name, DeleteOptions options, CancellationToken cancellationToken)
        where T : Resource;
}
