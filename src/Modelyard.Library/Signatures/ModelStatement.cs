using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What a signer says in a bundle: an in-toto statement, here about the files of a model or about a manifest.</summary>
internal static class ModelStatement
{
    public const string PayloadType = "application/vnd.in-toto+json";

    private const string ModelSigning = "https://model_signing/signature/v1.0";
    private const string FirstModelSigning = "https://model_signing/Digests/v0.1";
    private const string Cosign = "https://sigstore.dev/cosign/sign/v1";
    private const string StatementType = "https://in-toto.io/Statement/v1";

    // What a copy of a repository has beside the model: tools of model signing leave it out, and expect others to.
    private static readonly string[] OfGit = [".git", ".gitattributes", ".github", ".gitignore"];

    /// <exception cref="SignatureFormatException">It says nothing that is understood here.</exception>
    public static SignedClaim Parse(string payloadType, byte[] payload)
    {
        if (payloadType != PayloadType)
        {
            throw new SignatureFormatException($"it signs a \"{payloadType}\", which says nothing about a model");
        }

        var root = SignatureJson.Parse(payload, "what it signs");
        if (root.Text("_type") is var type && type != StatementType && type != "https://in-toto.io/Statement/v0.1")
        {
            throw new SignatureFormatException($"it signs a \"{type}\", not an in-toto statement");
        }

        return root.Text("predicateType") switch
        {
            ModelSigning => Files(root),
            FirstModelSigning => new FilesClaim(Distinct(root.Items("subject").Select(s => (s.Text("name"), Hash(s.Object("digest").Text("sha256"))))), [], null),
            Cosign => new ManifestClaim([.. root.Items("subject").Select(s => "sha256:" + s.Object("digest").Text("sha256"))]),
            var other => throw new SignatureFormatException($"it is a statement of the type {other}: neither a signature of model signing nor one of cosign"),
        };
    }

    /// <summary>Writes a statement about files, for anybody's tools of model signing; what those do not look at stands under <paramref name="release"/>.</summary>
    public static byte[] Write(string name, IEnumerable<(string Path, string Sha256)> files, ModelRelease release)
    {
        var resources = files.Where(f => !IsUnder(f.Path, OfGit)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["_type"] = StatementType,
            ["subject"] = new JsonArray(new JsonObject { ["name"] = name, ["digest"] = new JsonObject { ["sha256"] = RootOf(resources.Select(r => r.Sha256)) } }),
            ["predicateType"] = ModelSigning,
            ["predicate"] = new JsonObject
            {
                ["serialization"] = new JsonObject
                {
                    ["method"] = "files",
                    ["hash_type"] = "sha256",
                    ["allow_symlinks"] = false,
                    ["ignore_paths"] = new JsonArray([.. OfGit.Select(p => (JsonNode)p)]),
                },
                ["resources"] = new JsonArray([.. resources.Select(r => new JsonObject { ["name"] = r.Path, ["algorithm"] = "sha256", ["digest"] = r.Sha256 })]),
                ["modelyard"] = new JsonObject { ["version"] = release.Version, ["digest"] = release.Digest },
            },
        }.ToJsonString());
    }

    /// <summary>Whether a path is one of these, or below one of them.</summary>
    public static bool IsUnder(string path, IEnumerable<string> paths) =>
        paths.Any(p => path == p || (path.StartsWith(p, StringComparison.Ordinal) && path.Length > p.Length && path[p.Length] == '/'));

    private static FilesClaim Files(JsonElement root)
    {
        var predicate = root.Object("predicate");
        var serialization = predicate.Object("serialization");
        if (serialization.Text("method") is var method && method != "files")
        {
            throw new SignatureFormatException($"it hashes the model by \"{method}\", which is not checked here: sign again with the method files");
        }

        var resources = predicate.Items("resources").Select(r => (Name: r.Text("name"), Algorithm: r.Text("algorithm"), Digest: r.Text("digest"))).ToList();
        if (resources.Find(r => r.Algorithm != "sha256") is { Algorithm: { } algorithm })
        {
            throw new SignatureFormatException($"it hashes files with {algorithm}, which is not checked here: sign again with sha256");
        }

        var files = Distinct(resources.Select(r => (r.Name, Hash(r.Digest))));
        var subjects = root.Items("subject").ToList();
        if (subjects.Count != 1 || subjects[0].Object("digest").Text("sha256") != RootOf(files.Select(f => f.Sha256)))
        {
            throw new SignatureFormatException("its subject is not the digest of the files it lists");
        }

        var ignored = serialization.Find("ignore_paths") is null ? [] : serialization.Texts("ignore_paths");
        var release = predicate.Find("modelyard") is { } own ? new ModelRelease(own.Text("version"), own.Text("digest")) : null;
        return new FilesClaim(files, ignored, release);
    }

    private static IReadOnlyList<(string Path, string Sha256)> Distinct(IEnumerable<(string Name, string Sha256)> files)
    {
        var all = files.ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in all)
        {
            // A model of one file is signed as that file, without a name.
            var problem = name == FilesClaim.OnlyFile ? null : RelativePath.Problem(name);
            if (problem is not null || !seen.Add(name))
            {
                throw new SignatureFormatException($"it names a file \"{Shown(name)}\", which {problem ?? "is there twice"}");
            }
        }

        return all;
    }

    private static string Shown(string name) => new([.. name.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);

    private static string Hash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit)
        ? text.ToLowerInvariant()
        : throw new SignatureFormatException("it holds a digest that is not one of SHA-256");

    private static string RootOf(IEnumerable<string> digests)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var digest in digests)
        {
            hash.AppendData(Convert.FromHexString(digest));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>The version that Modelyard signed, and the digest that deployments of it are pinned to.</summary>
internal sealed record ModelRelease(string Version, string Digest);
