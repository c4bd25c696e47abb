using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Server-side apply of typed objects.</summary>
public static class ServerSideApplyExtensions
{
    /// <summary>
    /// Makes the fields that <paramref name="configuration"/> sets, and only those, what <paramref name="fieldManager"/> wants of the object; creates
    /// it when it is missing. Fields it set earlier and leaves out now are given up.
    /// </summary>
    /// <param name="client">The API.</param>
    /// <param name="configuration">Name, namespace, and the fields that are cared about. The status is left out.</param>
    /// <param name="fieldManager">Who wants it; always the same name for the same purpose.</param>
    /// <param name="force">Take fields over from others who want them otherwise. Controllers do; people decide.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StatusException">Others want a field otherwise (a conflict), or the object is not allowed.</exception>
    public static Task<T> ApplyAsync<T>(
        this IResourceClient client, T configuration, string fieldManager, bool force, CancellationToken cancellationToken)
        where T : Resource
    {
        var document = Document(configuration);
        document.Remove("status");
        return client.PatchAsync<T>(NamespacedName.Of(configuration), Patch.Apply(document, fieldManager, force), cancellationToken);
    }

    /// <summary>The same for the status alone.</summary>
    public static Task<T> ApplyStatusAsync<T>(
        this IResourceClient client, T configuration, string fieldManager, bool force, CancellationToken cancellationToken)
        where T : Resource
    {
        var document = Document(configuration);
        foreach (var part in document.Select(p => p.Key).Except(["apiVersion", "kind", "metadata", "status"]).ToList())
        {
            document.Remove(part);
        }

        return client.PatchAsync<T>(NamespacedName.Of(configuration), Patch.Apply(document, fieldManager, force), cancellationToken, "status");
    }

    // What only the server writes would be a wish nobody may have. An object that was read may be applied, but for a resourceVersion that is stale.
    private static JsonObject Document<T>(T configuration)
        where T : Resource
    {
        var kind = ResourcePath.KindOf(typeof(T));
        var document = JsonSerializer.SerializeToNode(configuration, ApiJson.Options)!.AsObject();
        document["apiVersion"] = kind.Group.Length == 0 ? kind.Version : $"{kind.Group}/{kind.Version}";
        document["kind"] = kind.Kind;
        var metadata = document["metadata"]!.AsObject();
        foreach (var field in new[] { "managedFields", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink", "uid" })
        {
            metadata.Remove(field);
        }

        return document;
    }
}
