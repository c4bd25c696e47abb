using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

/// <summary>A client that can be cut off from its API: calls then wait for an answer that does not come, or fail at once.</summary>
internal sealed class SeverableClient(IResourceClient inner) : IResourceClient
{
    public bool IsCut { get; set; }

    /// <summary>How a call fails while cut; null to wait for ever.</summary>
    public Func<Exception>? Failure { get; set; }

    public async Task<T> GetAsync<T>(NamespacedName name, CancellationToken cancellationToken)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        return await inner.GetAsync<T>(name, cancellationToken);
    }

    public async Task<ResourceList<T>> ListAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        return await inner.ListAsync<T>(options, cancellationToken);
    }

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource => inner.WatchAsync<T>(options, cancellationToken);

    public async Task<T> CreateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        return await inner.CreateAsync(resource, cancellationToken);
    }

    public async Task<T> UpdateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        return await inner.UpdateAsync(resource, cancellationToken);
    }

    public async Task<T> UpdateStatusAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        return await inner.UpdateStatusAsync(resource, cancellationToken);
    }

    public async Task<T> PatchAsync<T>(NamespacedName name, Patch patch, CancellationToken cancellationToken, string? subresource = null)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        return await inner.PatchAsync<T>(name, patch, cancellationToken, subresource);
    }

    public async Task DeleteAsync<T>(NamespacedName name, DeleteOptions options, CancellationToken cancellationToken)
        where T : Resource
    {
        await PassAsync(cancellationToken);
        await inner.DeleteAsync<T>(name, options, cancellationToken);
    }

    private Task PassAsync(CancellationToken cancellationToken) =>
        !IsCut ? Task.CompletedTask
        : Failure is { } failure ? Task.FromException(failure())
        : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
}
