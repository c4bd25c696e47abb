using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>The registry of the sample, on a free port, with the models the sample pushes to it and whatever else a test does.</summary>
internal sealed class SampleRegistry : IAsyncDisposable
{
    private const string SampleAddress = "127.0.0.1:5010";

    private static readonly string Script = Path.Combine(Installation.Root, "samples", "library", "registry.sh");

    private readonly string _home = Directory.CreateTempSubdirectory("modelyard-registry-").FullName;
    private readonly Dictionary<string, string> _environment;

    private SampleRegistry()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = listener.LocalEndpoint.ToString()!;
        _environment = new() { ["MODELYARD_SAMPLE_REGISTRY"] = Address, ["MODELYARD_SAMPLE_HOME"] = _home };
    }

    public string Address { get; }

    public static async Task<SampleRegistry> StartAsync()
    {
        var registry = new SampleRegistry();
        (await Shell.RunAsync(Script, ["start"], registry._environment)).Succeeded();
        return registry;
    }

    /// <summary>What else the sample's script can do; what it prints.</summary>
    public async Task<string> RunAsync(params string[] arguments) => (await Shell.RunAsync(Script, arguments, _environment)).Succeeded();

    /// <param name="repository">Such as <c>acme/atlas</c>.</param>
    public async Task<string> DigestAsync(string repository, string tag)
    {
        var headers = (await Shell.RunAsync("curl", ["-sSfI", "-H", "Accept: application/vnd.oci.image.manifest.v1+json", $"http://{Address}/v2/{repository}/manifests/{tag}"])).Succeeded();
        return headers.Split('\n').Single(h => h.StartsWith("Docker-Content-Digest:", StringComparison.OrdinalIgnoreCase)).Split(": ")[1].Trim();
    }

    /// <summary>Gives something in the registry another name there.</summary>
    public async Task CopyAsync(string from, string to) =>
        (await Shell.RunAsync("skopeo", ["copy", "--quiet", "--preserve-digests", "--src-tls-verify=false", "--dest-tls-verify=false", $"docker://{Address}/{from}", $"docker://{Address}/{to}"])).Succeeded();

    /// <summary>A manifest of the sample, about this registry.</summary>
    public async Task<string> ManifestAsync(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Installation.Root, "samples", "library", name));
        return text.Replace(SampleAddress, Address, StringComparison.Ordinal);
    }

    /// <summary>Pushes one file as an artifact, as ORAS does.</summary>
    public async Task PushAsync(string repository, string tag, string file, byte[] content)
    {
        var layout = Directory.CreateDirectory(Path.Combine(_home, "pushed", tag)).FullName;
        var (config, layer) = (Blob(layout, "{}"u8), Blob(layout, content));
        layer["annotations"] = new JsonObject { ["org.opencontainers.image.title"] = file };
        (config["mediaType"], layer["mediaType"]) = ("application/vnd.oci.empty.v1+json", "application/octet-stream");
        var manifest = Blob(layout, Encoding.UTF8.GetBytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["artifactType"] = "application/vnd.example.model",
            ["config"] = config,
            ["layers"] = new JsonArray(layer),
        }.ToJsonString()));
        (manifest["mediaType"], manifest["annotations"]) =
            ("application/vnd.oci.image.manifest.v1+json", new JsonObject { ["org.opencontainers.image.ref.name"] = "model" });
        await File.WriteAllTextAsync(Path.Combine(layout, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        await File.WriteAllTextAsync(Path.Combine(layout, "index.json"), new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(manifest) }.ToJsonString());
        (await Shell.RunAsync("skopeo", ["copy", "--quiet", "--preserve-digests", "--dest-tls-verify=false", $"oci:{layout}:model", $"docker://{Address}/{repository}:{tag}"])).Succeeded();
    }

    public async ValueTask DisposeAsync() => await Shell.RunAsync(Script, ["stop"], _environment);

    private static JsonObject Blob(string layout, ReadOnlySpan<byte> content)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(content));
        var folder = Directory.CreateDirectory(Path.Combine(layout, "blobs", "sha256")).FullName;
        File.WriteAllBytes(Path.Combine(folder, hex), content);
        return new JsonObject { ["digest"] = "sha256:" + hex, ["size"] = content.Length };
    }
}
