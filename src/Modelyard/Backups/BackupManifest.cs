using System.Text.Json.Serialization;

namespace Modelyard;

/// <summary>The first entry of a backup: what else is in it, so that a backup that is cut off or changed is not taken for a whole one.</summary>
/// <param name="Format">Of the archive; a reader knows all up to its own.</param>
/// <param name="Version">The program that wrote it.</param>
/// <param name="Created">When.</param>
/// <param name="Files">What is in it.</param>
internal sealed record BackupManifest(int Format, string Version, DateTimeOffset Created, IReadOnlyList<BackupFile> Files)
{
    public const int CurrentFormat = 1;
    public const string EntryName = "backup.json";
}

/// <param name="Name">Path within the data folder.</param>
/// <param name="Sha256">Of its content, in hexadecimal.</param>
internal sealed record BackupFile(string Name, string Sha256);

[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BackupManifestJson : JsonSerializerContext;
