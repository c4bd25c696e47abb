using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Writes versions into an archive, signed with the key that signs approved versions.</summary>
public sealed class LibraryExport(ModelArchive archive, SigningKeys keys, IResourceClient client)
{
    /// <summary>Gathers what is to be written.</summary>
    /// <param name="project">Project of the versions.</param>
    /// <param name="names">Their names.</param>
    /// <param name="program">Version of this program.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FetchException">The files of a version are not in the store.</exception>
    public async Task<Func<Stream, CancellationToken, Task>> PrepareAsync(string project, IReadOnlyList<string> names, string program, CancellationToken cancellationToken)
    {
        var inProject = new ListOptions { Namespace = project };
        var all = (await client.ListAsync<ModelVersion>(ListOptions.All, cancellationToken)).Items;
        var signatures = (await client.ListAsync<ModelSignature>(inProject, cancellationToken)).Items;
        var approvals = (await client.ListAsync<ModelApproval>(inProject, cancellationToken)).Items;
        var lineage = new Lineage(all, []);
        var (models, documents) = (new List<string>(), new List<ArchiveDocument>());
        foreach (var name in names)
        {
            var version = all.Single(v => v.Metadata.Namespace == project && v.Metadata.Name == name);
            models.Add(version.Status?.Digest
                ?? throw new FetchException(FetchFailure.NotFound, $"{VersionReference.Of(version)} is {version.Status?.Phase ?? "Pending"}: its files are not in the library yet, so there is nothing to export."));
            var record = new ArchivedVersion(
                version,
                await client.TryGetAsync<Model>(new NamespacedName(project, version.Spec.Model!), cancellationToken),
                (await client.TryGetAsync<ModelScanReport>(NamespacedName.Of(version), cancellationToken))?.Report,
                [.. signatures.Where(s => s.Spec.Version == name)],
                [.. approvals.Where(a => a.Spec.Version == name)]);
            documents.AddRange(record.Write(ModelBom.Of(version, lineage, program)));
        }

        return async (to, ct) => await archive.ExportAsync(models, documents, to, keys.SignBytesAsync, progress: null, ct);
    }
}
