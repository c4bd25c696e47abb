using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What a signer vouches for.</summary>
internal abstract record SignedClaim(string Format)
{
    /// <summary>Why this is not about a version; null when it is about exactly this one.</summary>
    /// <param name="version">With its files.</param>
    /// <param name="own">The file of the version that the signature is, which cannot be among what it covers.</param>
    public abstract string? Mismatch(ModelVersion version, string? own);
}

/// <summary>Vouches for a manifest in a registry, and by it for every byte that it names.</summary>
internal sealed record ManifestClaim(IReadOnlyList<string> Digests) : SignedClaim(SignatureFormats.Cosign)
{
    public override string? Mismatch(ModelVersion version, string? own) => DigestOf(version) switch
    {
        null => "it signs a manifest, and the version does not come from a manifest in a registry",
        { } digest when Digests is not [var one] || one != digest => $"it signs {(Digests is [var other] ? other : "several manifests")}, and the version is {digest}: it was copied from something else",
        _ => null,
    };

    /// <summary>Of the manifest that a version is pinned to.</summary>
    public static string? DigestOf(ModelVersion version) =>
        ModelUri.TryParse(version.Spec.Source?.Uri, out var uri, out _) && uri is OciModelUri { Digest: { } digest } ? digest : null;
}

/// <summary>Vouches for files.</summary>
/// <param name="Ignored">Files and folders that the signer left out on purpose.</param>
/// <param name="Release">What Modelyard adds where it signed itself.</param>
internal sealed record FilesClaim(IReadOnlyList<(string Path, string Sha256)> Files, IReadOnlyList<string> Ignored, ModelRelease? Release) : SignedClaim(SignatureFormats.ModelSigning)
{
    /// <summary>Stands for the file of a model that is just one.</summary>
    public const string OnlyFile = ".";

    private const int MostNamed = 3;

    public override string? Mismatch(ModelVersion version, string? own)
    {
        var there = (version.Status?.Files ?? [])
            .Where(f => f.Path != own && !ModelStatement.IsUnder(f.Path!, Ignored))
            .ToDictionary(f => f.Path!, f => f.Digest, StringComparer.Ordinal);
        var signed = Files is [(OnlyFile, var digest)] && there.Count == 1
            ? new Dictionary<string, string>(StringComparer.Ordinal) { [there.Keys.Single()] = "sha256:" + digest }
            : Files.ToDictionary(f => f.Path, f => "sha256:" + f.Sha256, StringComparer.Ordinal);
        return Say("changed since it was signed", there.Keys.Where(p => signed.TryGetValue(p, out var was) && was != there[p]))
            ?? Say("not covered by the signature", there.Keys.Where(p => !signed.ContainsKey(p)))
            ?? Say("covered by the signature and missing", signed.Keys.Where(p => !there.ContainsKey(p)))
            ?? (signed.Count == 0 ? "it covers no file" : null);
    }

    private static string? Say(string what, IEnumerable<string> paths)
    {
        var all = paths.Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? null
            : $"{string.Join(", ", all.Take(MostNamed))}{(all.Count > MostNamed ? $" and {all.Count - MostNamed} more" : "")} {(all.Count == 1 ? "is" : "are")} {what}";
    }
}
