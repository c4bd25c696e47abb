using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Modelyard.Benchmarks;

/// <summary>ConfigMaps of 1 KB in one namespace: what the resource API is measured with.</summary>
internal sealed class ConfigMaps(HttpClient client, string @namespace)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly string Filling = new('x', 900);

    public string Collection => $"/api/v1/namespaces/{@namespace}/configmaps";

    public async Task CreateNamespaceAsync() =>
        await SendAsync(HttpMethod.Post, "/api/v1/namespaces", $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{@namespace}}"} }""");

    public Task<string> CreateAsync(string name) => SendAsync(HttpMethod.Post, Collection, Document(name, 0));

    public Task<string> UpdateAsync(string name, int number) => SendAsync(HttpMethod.Put, $"{Collection}/{name}", Document(name, number));

    public async Task<string> RevisionAsync() => RevisionOf(await SendAsync(HttpMethod.Get, $"{Collection}?limit=1", null)).ToString(CultureInfo.InvariantCulture);

    public static long RevisionOf(string json) =>
        long.Parse(JsonNode.Parse(json)!["metadata"]!["resourceVersion"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    public async Task<string> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        if (body is not null)
        {
            request.Content = new StringContent(body, Json);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }

    private string Document(string name, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","namespace":"{{{@namespace}}}","labels":{"app":"benchmark"}},"data":{"number":"{{{number}}}","filling":"{{{Filling}}}"} }""");
}
