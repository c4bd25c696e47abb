using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Artifacts;

/// <summary>The files of one model. Equal content gives an equal manifest, wherever it came from.</summary>
/// <param name="InPlace">Folder of the files when they are used in place.</param>
internal sealed record ModelManifest(IReadOnlyList<ModelFile> Files, string? InPlace = null)
{
    [JsonIgnore]
    internal string Key => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    internal static ModelManifest Of(IEnumerable<ModelFile> files, string? inPlace = null) =>
        new([.. files.OrderBy(f => f.Path, StringComparer.Ordinal)], inPlace);

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.Options);

    internal static ModelManifest? FromBytes(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<ModelManifest>(json, StoreJson.Options);
}
