using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Calls on kinds by their descriptors.</summary>
internal static class KindRequests
{
    /// <summary>Where the objects of a kind are, in a namespace or, of kinds that are in none, everywhere.</summary>
    public static string Path(KindDescriptor kind, string? ns = null) => ns is null
        ? $"apis/{kind.ApiVersion}/{kind.Plural}"
        : $"apis/{kind.ApiVersion}/namespaces/{Uri.EscapeDataString(ns)}/{kind.Plural}";

    /// <summary>Creates an object and returns what the server made of it.</summary>
    public static Task<JsonObject> CreateAsync(
        this ApiSession session, KindDescriptor kind, string? ns, JsonObject metadata, JsonObject spec, CancellationToken cancellationToken) =>
        session.Connection.SendAsync<JsonObject>(
            HttpMethod.Post,
            Path(kind, ns),
            JsonSerializer.SerializeToUtf8Bytes(
                new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = metadata, ["spec"] = spec }, ApiJson.Options),
            "application/json",
            cancellationToken);

    public static async Task DeleteAsync(this ApiSession session, KindDescriptor kind, string? ns, string name, CancellationToken cancellationToken)
    {
        using var response = await session.Connection.SendAsync(
            HttpMethod.Delete, $"{Path(kind, ns)}/{Uri.EscapeDataString(name)}", null, "application/json", cancellationToken);
    }

    /// <summary>A list as a field, or nothing when it is empty.</summary>
    public static void SetList(this JsonObject spec, string field, string[]? values)
    {
        if (values is { Length: > 0 })
        {
            spec[field] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
        }
    }
}
