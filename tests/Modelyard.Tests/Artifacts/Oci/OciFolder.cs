using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Tests.Artifacts;

/// <summary>An OCI image layout in a folder, which skopeo pushes to a registry.</summary>
internal sealed class OciFolder : IDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private readonly TemporaryFolder _folder = new();

    internal OciFolder() => _folder.Write("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray());

    internal static byte[] Weights { get; } = TestFetcher.Bytes(300_000);

    /// <summary>A manifest as ModelPack has it, with two files.</summary>
    internal JsonObject ModelPack(byte[]? weights = null) => Manifest(
        Blob("application/vnd.cncf.model.config.v1+json", """
            {"descriptor":{"name":"atlas","licenses":["Apache-2.0"],"createdAt":"2026-01-02T03:04:05Z"},"config":{"format":"gguf"},"modelfs":{"type":"layers","diffIds":[]}}
            """u8.ToArray()),
        [
            File("application/vnd.cncf.model.weight.v1.raw", weights ?? Weights, "org.cncf.model.filepath", "atlas.gguf"),
            File("application/vnd.cncf.model.doc.v1.raw", "# Atlas"u8.ToArray(), "org.cncf.model.filepath", "docs/README.md"),
        ],
        "application/vnd.cncf.model.manifest.v1+json");

    /// <summary>An image of layers, the lowest first.</summary>
    internal JsonObject Image(params byte[][] layers) => Manifest(
        Blob("application/vnd.oci.image.config.v1+json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            created = "2026-01-02T03:04:05Z",
            architecture = "amd64",
            os = "linux",
            config = new { Labels = new Dictionary<string, string> { ["org.opencontainers.image.licenses"] = "MIT" } },
            rootfs = new { type = "layers", diff_ids = layers.Select(l => "sha256:" + TestFetcher.Sha256(Plain(l))) },
        })),
        [.. layers.Select(l => Blob("application/vnd.oci.image.layer.v1.tar" + (l[0] == 0x1f ? "+gzip" : ""), l))]);

    internal JsonObject Manifest(JsonObject config, JsonObject[] layers, string? artifactType = null)
    {
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = config,
            ["layers"] = new JsonArray([.. layers]),
            ["annotations"] = new JsonObject { ["org.opencontainers.image.vendor"] = "acme" },
        };
        if (artifactType is not null)
        {
            manifest["artifactType"] = artifactType;
        }

        return manifest;
    }

    internal JsonObject Blob(string mediaType, byte[] content)
    {
        var digest = TestFetcher.Sha256(content);
        _folder.Write($"blobs/sha256/{digest}", content);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = "sha256:" + digest, ["size"] = content.Length };
    }

    internal JsonObject File(string mediaType, byte[] content, string annotation, string value)
    {
        var blob = Blob(mediaType, content);
        blob["annotations"] = new JsonObject { [annotation] = value };
        return blob;
    }

    /// <summary>Pushes with skopeo. Returns the digest.</summary>
    internal async Task<string> PushAsync(DockerRegistry registry, string reference, JsonObject manifest, params string[] options)
    {
        ForeignProgram.Need("skopeo", "skopeo");
        var descriptor = Blob(manifest["mediaType"]!.GetValue<string>(), Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        _folder.Write("index.json", Encoding.UTF8.GetBytes(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(descriptor.DeepClone()) }.ToJsonString()));
        await ForeignProgram.RunAsync("skopeo",
            ["--insecure-policy", "copy", "--all", "--preserve-digests", "--dest-tls-verify=false", .. options, $"oci:{_folder.Path}", $"docker://{registry.Address}/{reference}"]);
        return descriptor["digest"]!.GetValue<string>();
    }

    /// <param name="entries">Name and content; a name that ends in a slash is a folder, a content of <c>-> target</c> a link.</param>
    internal static byte[] Layer(bool compressed, params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var stream = compressed ? new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true) : (Stream)bytes)
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                tar.WriteEntry(name.EndsWith('/') ? new PaxTarEntry(TarEntryType.Directory, name)
                    : content.StartsWith("-> ", StringComparison.Ordinal) ? new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = content[3..] }
                    : content.StartsWith("=> ", StringComparison.Ordinal) ? new PaxTarEntry(TarEntryType.HardLink, name) { LinkName = content[3..] }
                    : new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
            }
        }

        return bytes.ToArray();
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Plain(byte[] layer)
    {
        if (layer[0] != 0x1f)
        {
            return layer;
        }

        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
