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
    private const string Markers = "api/v1/namespaces/kube-system/configmaps";
    private const string KeyName = "first-start";

    private static string DemoManifest => Path.Combine(Environment.GetEnvironmentVariable("MODELYARD_HOME") ?? AppContext.BaseDirectory, "samples", "demo.yaml");

    public async Task RunAsync(bool deployDemo, CancellationToken cancellationToken)
    {
        if (await connection.FindAsync($"{Markers}/{Marker}", cancellationToken) is not null)
        {
            return;
        }

        await connection.CreateIfAbsentAsync(
            "api/v1/namespaces",
            new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Demo.Namespace } },
            cancellationToken);
        await CreateKeyAsync(cancellationToken);
        if (deployDemo)
        {
            var catalog = await ResourceCatalog.LoadAsync(connection, cancellationToken);
            foreach (var document in ManifestReader.ReadAll(await File.ReadAllTextAsync(DemoManifest, cancellationToken), DemoManifest).Select(m => m.Document))
            {
                var type = catalog.Find((string)document["apiVersion"]!, (string)document["kind"]!)!;
                await connection.CreateIfAbsentAsync(type.Collection((string?)document["metadata"]!["namespace"]), document, cancellationToken);
            }
        }

        await connection.CreateIfAbsentAsync(
            Markers,
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
        if (await connection.FindAsync($"{path}/{KeyName}", cancellationToken) is not null)
        {
            // A first start that was interrupted between making the key and keeping it: its secret is lost, so the key is worth nothing.
            using var deleted = await connection.SendAsync(HttpMethod.Delete, $"{path}/{KeyName}", null, "application/json", cancellationToken);
        }

        var created = await connection.CreateAsync(
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
}
