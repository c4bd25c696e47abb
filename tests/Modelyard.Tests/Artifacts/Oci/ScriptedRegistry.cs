using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.Tests.Artifacts;

/// <summary>A registry that serves what it is told to, right or wrong: for what a real one cannot be brought to do.</summary>
internal sealed class ScriptedRegistry
{
    internal const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    internal const string IndexType = "application/vnd.oci.image.index.v1+json";

    internal ScriptedRegistry(FileServer server)
    {
        Server = server;
        server.Serve("/v2/", "{}"u8.ToArray());
    }

    internal FileServer Server { get; }

    internal string Address => Server.Address["http://".Length..];

    /// <summary>Serves a manifest under a tag and under its digest, which is returned.</summary>
    internal string Add(string repository, string tag, JsonObject manifest)
    {
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        var digest = "sha256:" + TestFetcher.Sha256(bytes);
        foreach (var reference in new[] { tag, digest })
        {
            Server.Serve($"/v2/{repository}/manifests/{reference}", bytes).ContentType = manifest["mediaType"]!.GetValue<string>();
        }

        return digest;
    }

    internal JsonObject Descriptor(string mediaType, byte[] content, string? annotation = null, string? value = null, string repository = "acme/atlas")
    {
        var digest = "sha256:" + TestFetcher.Sha256(content);
        Server.Serve($"/v2/{repository}/blobs/{digest}", content);
        var descriptor = new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = content.Length };
        if (annotation is not null)
        {
            descriptor["annotations"] = new JsonObject { [annotation] = value };
        }

        return descriptor;
    }

    internal JsonObject ModelPack(params (string Path, byte[] Content)[] files) => Manifest(
        "application/vnd.cncf.model.config.v1+json",
        [.. files.Select(f => Descriptor("application/vnd.cncf.model.weight.v1.raw", f.Content, "org.cncf.model.filepath", f.Path))]);

    internal JsonObject Manifest(string configType, params JsonObject[] layers) => new()
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = ManifestType,
        ["config"] = Descriptor(configType, "{}"u8.ToArray()),
        ["layers"] = new JsonArray([.. layers]),
    };

    internal static JsonObject Index(params JsonObject[] manifests) => new()
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = IndexType,
        ["manifests"] = new JsonArray([.. manifests]),
    };

    internal static JsonObject Entry(string digest, string mediaType = ManifestType, string? os = null, string? architecture = null)
    {
        var entry = new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = 1000 };
        if (os is not null)
        {
            entry["platform"] = new JsonObject { ["os"] = os, ["architecture"] = architecture };
        }

        return entry;
    }
}
