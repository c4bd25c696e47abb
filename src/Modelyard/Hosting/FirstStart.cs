using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Commands;
using Modelyard.Storage;

namespace Modelyard;

/// <summary>
/// What a new installation gets, once: the demo and a key for the person who started it. A marker in the API says it was done, so what
/// the person deletes stays deleted.
/// </summary>
internal sealed class FirstStart(ApiConnection connection, DataDirectory data, TimeProvider time)
{
    private const string Marker = "modelyard-first-start";
    private const string KeyName = "first-start";

    private static string DemoManifest => Path.Combine(Environment.GetEnvironmentVariable("MODELYARD_HOME") ?? AppContext.BaseDirectory, "samples", "demo.yaml");

    public async Task RunAsync(bool deployDemo, CancellationToken cancellationToken)
    {
        if (await ExistsAsync($"api/v1/namespaces/kube-system/configmaps/{Marker}", cancellationToken))
        {
            return;
        }

        await CreateIfAbsentAsync(
            new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Demo.Namespace } }, cancellationToken);
        await CreateKeyAsync(cancellationToken);
        if (deployDemo)
        {
            foreach (var manifest in ManifestReader.ReadAll(await File.ReadAllTextAsync(DemoManifest, cancellationToken), DemoManifest))
            {
                await CreateIfAbsentAsync(manifest.Document, cancellationToken);
            }
        }

        await CreateIfAbsentAsync(
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject { ["name"] = Marker, ["namespace"] = "kube-system" },
                ["data"] = new JsonObject { ["doneAt"] = time.GetUtcNow().ToString("O") },
            },
            cancellationToken);
    }

    private async Task CreateKeyAsync(CancellationToken cancellationToken)
    {
        var path = KeysCommand.Path(Demo.Namespace);
        if (await ExistsAsync($"{path}/{KeyName}", cancellationToken))
        {
            // A first start that was interrupted between making the key and keeping it: its secret is lost, so the key is worth nothing.
            using var deleted = await connection.SendAsync(HttpMethod.Delete, $"{path}/{KeyName}", null, "application/json", cancellationToken);
        }

        var created = await PostAsync(
            path,
            new JsonObject
            {
                ["apiVersion"] = LedgerKinds.ApiKeys.ApiVersion,
                ["kind"] = LedgerKinds.ApiKeys.Kind,
                ["metadata"] = new JsonObject { ["name"] = KeyName },
                ["spec"] = new JsonObject(),
            },
            cancellationToken);
        PrivateFile.Write(data.ApiKey, (string)created["status"]!["secret"]! + "\n");
    }

    private async Task CreateIfAbsentAsync(JsonObject document, CancellationToken cancellationToken)
    {
        var catalog = await ResourceCatalog.LoadAsync(connection, cancellationToken);
        var type = catalog.Find((string)document["apiVersion"]!, (string)document["kind"]!)!;
        try
        {
            await PostAsync(type.Collection((string?)document["metadata"]!["namespace"]), document, cancellationToken);
        }
        catch (StatusException e) when (e.IsAlreadyExists)
        {
        }
    }

    private Task<JsonObject> PostAsync(string path, JsonObject document, CancellationToken cancellationToken) =>
        connection.SendAsync<JsonObject>(
            HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Options), "application/json", cancellationToken);

    private async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await connection.GetAsync<JsonObject>(path, cancellationToken);
            return true;
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return false;
        }
    }
}
