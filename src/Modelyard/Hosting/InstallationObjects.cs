using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard;

/// <summary>Calls for what an installation starts with.</summary>
internal static class InstallationObjects
{
    /// <summary>The object at a path; null when there is none.</summary>
    public static async Task<JsonObject?> FindAsync(this ApiConnection connection, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.GetAsync<JsonObject>(path, cancellationToken);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Creates an object unless there is one of its name; whether it did.</summary>
    public static async Task<bool> CreateIfAbsentAsync(this ApiConnection connection, string path, JsonObject document, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CreateAsync(path, document, cancellationToken);
            return true;
        }
        catch (StatusException e) when (e.IsAlreadyExists)
        {
            return false;
        }
    }

    public static Task<JsonObject> CreateAsync(this ApiConnection connection, string path, JsonObject document, CancellationToken cancellationToken) =>
        connection.SendAsync<JsonObject>(
            HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Options), "application/json", cancellationToken);
}
