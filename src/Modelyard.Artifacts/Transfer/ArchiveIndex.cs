using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>The first entry of an archive: what is in it, byte for byte. What is signed is this document.</summary>
internal sealed record ArchiveIndex(string Format, DateTimeOffset CreatedAt, IReadOnlyList<string> Models, IReadOnlyList<ArchiveIndexEntry> Entries)
{
    internal const string Version = "modelyard.dev/archive/v1";
    internal const string FileName = "index.json";
    internal const string SignatureName = "index.sig";
    internal const string Documents = "documents/";
    internal const string Manifests = "manifests/";
    internal const string Blobs = "blobs/sha256/";
    private const int MaxEntries = 1_000_000;

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.Options);

    /// <exception cref="FetchException">It is not an index, or one that could not have been written here.</exception>
    internal static ArchiveIndex Read(byte[] json)
    {
        ArchiveIndex? index;
        try
        {
            index = JsonSerializer.Deserialize<ArchiveIndex>(json, StoreJson.Options);
        }
        catch (JsonException e)
        {
            throw Bad($"its index cannot be read ({e.Message})", e);
        }

        if (index is not { Format: Version, Models: not null, Entries: not null })
        {
            throw Bad($"its format is \"{index?.Format}\", and {Version} is what is read here");
        }

        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in index.Entries.Count <= MaxEntries ? index.Entries : throw Bad($"its index has more than {MaxEntries} entries"))
        {
            if (entry is not { Path: { } path, Sha256: { Length: 64 } sha256, Size: >= 0 } || !sha256.All(char.IsAsciiHexDigitLower) || RelativePath.Problem(path) is not null)
            {
                throw Bad($"its index has an entry that is none (\"{entry?.Path}\")");
            }

            var isOfItsKind = path.StartsWith(Documents, StringComparison.Ordinal) || path == Blobs + sha256 || path == $"{Manifests}{sha256}.json";
            if (!isOfItsKind || !paths.Add(path))
            {
                throw Bad($"its index names \"{path}\" {(isOfItsKind ? "twice" : "where that does not belong")}");
            }
        }

        return index.Models.FirstOrDefault(m => !OciUriParser.IsDigest(m) || !paths.Contains($"{Manifests}{m[7..]}.json")) is { } absent
            ? throw Bad($"it is said to hold the model {absent}, and does not")
            : index;
    }

    internal static FetchException Bad(string problem, Exception? inner = null) =>
        new(FetchFailure.Corrupt, $"this is not an archive of models that can be imported: {problem}.", inner);
}

internal sealed record ArchiveIndexEntry(string Path, long Size, string Sha256);
