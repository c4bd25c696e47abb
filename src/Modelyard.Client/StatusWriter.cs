using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Writes a status when it says something new; otherwise the write would come back as a change, and so on for ever.</summary>
public static class StatusWriter
{
    /// <summary>Writes <paramref name="status"/> unless <paramref name="resource"/> has it already.</summary>
    public static async Task WriteAsync<T, TSpec, TStatus>(this IResourceClient client, T resource, TStatus status, CancellationToken cancellationToken)
        where T : Resource<TSpec, TStatus>
        where TSpec : class, new()
        where TStatus : class, new()
    {
        if (!JsonNode.DeepEquals(Json(resource.Status), Json(status)))
        {
            resource.Status = status;
            await client.UpdateStatusAsync(resource, cancellationToken);
        }

        static JsonNode? Json(TStatus? value) => JsonSerializer.SerializeToNode(value, ApiJson.Options);
    }
}
