using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>The one client of a Kubernetes API; what differs between embedded and remote is only the connection's handler.</summary>
public sealed class ResourceClient(ApiConnection connection) : IResourceClient
{
    private const string Json = "application/json";
    private const string PageSize = "500";

    /// <inheritdoc/>
    public Task<T> GetAsync<T>(NamespacedName name, CancellationToken cancellationToken)
        where T : Resource =>
        connection.GetAsync<T>(ResourcePath.Object(ResourcePath.KindOf(typeof(T)), name), cancellationToken);

    /// <inheritdoc/>
    public async Task<ResourceList<T>> ListAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource
    {
        var all = await PageAsync<T>(options, PageSize, null, cancellationToken);
        for (var next = all.Metadata.Continue; !string.IsNullOrEmpty(next);)
        {
            try
            {
                var page = await PageAsync<T>(options, PageSize, next, cancellationToken);
                all.Items.AddRange(page.Items);
                next = page.Metadata.Continue;
            }
            catch (StatusException e) when (e.IsExpired)
            {
                // The pages are of one revision, and that was compacted away between two of them: everything at once cannot expire.
                return await PageAsync<T>(options, null, null, cancellationToken);
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : Resource
    {
        var path = ResourcePath.WithQuery(
            ResourcePath.Collection(ResourcePath.KindOf(typeof(T)), options.Namespace),
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("resourceVersion", options.ResourceVersion),
            ("timeoutSeconds", options.Timeout is { } timeout ? ((long)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null));
        using var response = await connection.SendAsync(HttpMethod.Get, path, null, Json, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                yield return Parse<T>(line);
            }
        }
    }

    /// <inheritdoc/>
    public Task<T> CreateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        var kind = ResourcePath.KindOf(typeof(T));
        return SendAsync(HttpMethod.Post, ResourcePath.Collection(kind, resource.Metadata.Namespace), kind, resource, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> UpdateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        var kind = ResourcePath.KindOf(typeof(T));
        return SendAsync(HttpMethod.Put, ResourcePath.Object(kind, NamespacedName.Of(resource)), kind, resource, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> UpdateStatusAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        var kind = ResourcePath.KindOf(typeof(T));
        return SendAsync(HttpMethod.Put, ResourcePath.Object(kind, NamespacedName.Of(resource), "status"), kind, resource, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> PatchAsync<T>(NamespacedName name, Patch patch, CancellationToken cancellationToken, string? subresource = null)
        where T : Resource
    {
        var path = ResourcePath.WithQuery(
            ResourcePath.Object(ResourcePath.KindOf(typeof(T)), name, subresource),
            ("fieldManager", patch.FieldManager),
            ("force", patch.Force ? "true" : null));
        return connection.SendAsync<T>(
            HttpMethod.Patch, path, JsonSerializer.SerializeToUtf8Bytes(patch.Body, ApiJson.Options), patch.ContentType, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync<T>(NamespacedName name, DeleteOptions options, CancellationToken cancellationToken)
        where T : Resource
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (options.PropagationPolicy is { } policy)
        {
            body["propagationPolicy"] = policy;
        }

        if (options.GracePeriodSeconds is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        if (options.PreconditionUid is { } uid)
        {
            body["preconditions"] = new JsonObject { ["uid"] = uid };
        }

        _ = await connection.SendAsync<JsonElement>(
            HttpMethod.Delete,
            ResourcePath.Object(ResourcePath.KindOf(typeof(T)), name),
            JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options),
            Json,
            cancellationToken);
    }

    private Task<ResourceList<T>> PageAsync<T>(ListOptions options, string? limit, string? next, CancellationToken cancellationToken)
        where T : Resource =>
        connection.GetAsync<ResourceList<T>>(
            ResourcePath.WithQuery(
                ResourcePath.Collection(ResourcePath.KindOf(typeof(T)), options.Namespace),
                ("labelSelector", options.LabelSelector),
                ("fieldSelector", options.FieldSelector),
                ("resourceVersion", next is null ? options.ResourceVersion : null),
                ("limit", limit),
                ("continue", next)),
            cancellationToken);

    private static WatchEvent<T> Parse<T>(string line)
        where T : Resource
    {
        try
        {
            var frame = JsonSerializer.Deserialize<WatchFrame>(line, ApiJson.Options)!;
            return frame.Type switch
            {
                "ADDED" => Event(WatchEventType.Added),
                "MODIFIED" => Event(WatchEventType.Modified),
                "DELETED" => Event(WatchEventType.Deleted),
                "BOOKMARK" => Event(WatchEventType.Bookmark),
                "ERROR" => throw new StatusException(frame.Object.Deserialize<Status>(ApiJson.Options)!),
                _ => throw new HttpRequestException($"The watch sent an event of the unknown type {frame.Type}."),
            };

            WatchEvent<T> Event(WatchEventType type) => new(type, frame.Object.Deserialize<T>(ApiJson.Options)!);
        }
        catch (JsonException e)
        {
            // Something on the way cut the answer in the middle of an event without telling.
            throw new HttpRequestException($"The watch sent what is no event: {e.Message}", e);
        }
    }

    private Task<T> SendAsync<T>(HttpMethod method, string path, KindAttribute kind, T resource, CancellationToken cancellationToken)
        where T : Resource
    {
        resource.ApiVersion ??= kind.Group.Length == 0 ? kind.Version : $"{kind.Group}/{kind.Version}";
        resource.Kind ??= kind.Kind;
        return connection.SendAsync<T>(method, path, JsonSerializer.SerializeToUtf8Bytes(resource, ApiJson.Options), Json, cancellationToken);
    }

    private sealed record WatchFrame(string Type, JsonElement Object);
}
