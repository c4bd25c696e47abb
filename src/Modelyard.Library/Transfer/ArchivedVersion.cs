using System.Text.Json;
using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What an archive has of a version besides its files: everything that was known and decided about it.</summary>
internal sealed record ArchivedVersion(ModelVersion Version, Model? Model, ScanReport? Report, IReadOnlyList<ModelSignature> Signatures, IReadOnlyList<ModelApproval> Approvals)
{
    private const string Folder = "versions/";
    private const string RecordName = "/version.json";
    private static readonly JsonSerializerOptions Written = new(ApiJson.Options) { WriteIndented = true };

    /// <summary>The record that is read again, and the parts of it that people and other programs look for, each in a document of its own.</summary>
    public IEnumerable<ArchiveDocument> Write(BomDocument bom)
    {
        var folder = $"{Folder}{Version.Metadata.Namespace}/{Version.Metadata.Name}";
        yield return new ArchiveDocument(folder + RecordName, JsonSerializer.SerializeToUtf8Bytes(this, Written));
        yield return new ArchiveDocument(folder + "/bom.cdx.json", bom.ToBytes());
        if (Report is not null)
        {
            yield return new ArchiveDocument(folder + "/scan.json", JsonSerializer.SerializeToUtf8Bytes(Report, Written));
        }
    }

    /// <exception cref="FetchException">A document is not what its name says, or names a version that the archive does not hold.</exception>
    public static IReadOnlyList<ArchivedVersion> ReadAll(ImportedArchive archive)
    {
        var found = archive.Documents
            .Where(d => d.Name.StartsWith(Folder, StringComparison.Ordinal) && d.Name.EndsWith(RecordName, StringComparison.Ordinal))
            .Select(d => (d.Name, Read: Read(d)))
            .ToList();
        foreach (var (name, read) in found)
        {
            if (read.Version.Status?.Digest is not { } digest || !archive.Models.Contains(digest) || VersionReference.Parse($"{read.Version.Spec.Model}:{read.Version.Spec.Version}") is null)
            {
                throw Bad($"\"{name}\" does not describe a version whose files are in it");
            }
        }

        return found.Count > 0 ? [.. found.Select(f => f.Read)] : throw Bad("no version of a library is described in it");
    }

    private static ArchivedVersion Read(ArchiveDocument document)
    {
        try
        {
            return JsonSerializer.Deserialize<ArchivedVersion>(document.Content, ApiJson.Options) is { Version.Spec.Source.Uri: not null, Signatures: not null, Approvals: not null } read
                ? read
                : throw Bad($"\"{document.Name}\" does not describe a version");
        }
        catch (JsonException e)
        {
            throw Bad($"\"{document.Name}\" cannot be read ({e.Message})", e);
        }
    }

    private static FetchException Bad(string problem, Exception? inner = null) =>
        new(FetchFailure.Corrupt, $"this is not an archive of models that can be imported: {problem}.", inner);
}
