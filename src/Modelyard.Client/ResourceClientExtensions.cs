using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>What is often wanted of a client and can be said with its few verbs.</summary>
public static class ResourceClientExtensions
{
    /// <summary>Reads one resource, or null when there is none.</summary>
    public static async Task<T?> TryGetAsync<T>(this IResourceClient client, NamespacedName name, CancellationToken cancellationToken)
        where T : Resource
    {
        try
        {
            return await client.GetAsync<T>(name, cancellationToken);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes, and is content when there was nothing to delete.</summary>
    public static async Task DeleteIfExistsAsync<T>(
        this IResourceClient client, NamespacedName name, DeleteOptions options, CancellationToken cancellationToken)
        where T : Resource
    {
        try
        {
            await client.DeleteAsync<T>(name, options, cancellationToken);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
        }
    }
}
