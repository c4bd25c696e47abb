using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Takes the versions of an archive in: first their files, all of them checked, then the versions, created as whoever imports would create them. Here they are scanned
/// and approved as any others; what the other site found and decided goes along as a record. An import that broke off is repeated: it adds what is missing.
/// </summary>
public sealed class LibraryImport
{
    private readonly ModelArchive _archive;
    private readonly SigningKeys _keys;
    private readonly ModelFetcher _fetcher;
    private readonly OrganizationStorage _organizations;

    internal LibraryImport(ModelArchive archive, SigningKeys keys, ModelFetcher fetcher, OrganizationStorage organizations) =>
        (_archive, _keys, _fetcher, _organizations) = (archive, keys, fetcher, organizations);

    /// <param name="from">The archive.</param>
    /// <param name="project">Where the versions go.</param>
    /// <param name="trusted">Public keys as PEM, besides the installation's own.</param>
    /// <param name="allowUnsigned">Whether an archive that nobody signed is taken.</param>
    /// <param name="client">The API, as whoever imports may use it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FetchException">It is not trusted, damaged, there is no room for it, or it is more than the project's organization may keep.</exception>
    /// <exception cref="StatusException">What is in it may not be created.</exception>
    public async Task<ModelImportStatus> RunAsync(
        Stream from, string project, IReadOnlyList<string> trusted, bool allowUnsigned, IResourceClient client, CancellationToken cancellationToken)
    {
        string? signer = null;
        IReadOnlyList<string> all = [.. trusted, .. (await _keys.ListAsync(cancellationToken)).Select(k => k.PublicKey)];
        var read = await _archive.ImportAsync(
            from,
            (index, signature, _) =>
            {
                signer = ArchiveSigner.Demand(index, signature, all, allowUnsigned);
                return Task.CompletedTask;
            },
            await _organizations.OwnerOfAsync(project, cancellationToken),
            progress: null,
            cancellationToken);
        var holder = await _organizations.HolderOfAsync(project, cancellationToken);
        foreach (var digest in read.Models)
        {
            _fetcher.Store.Holders.Add(digest, holder);
        }

        var status = new ModelImportStatus { ExportedAt = read.CreatedAt, SignedBy = signer, NewBytes = read.NewBytes, Versions = [] };
        foreach (var archived in ArchivedVersion.ReadAll(read))
        {
            var version = Version(archived, project, read.CreatedAt, signer);
            var known = await client.TryGetAsync<ModelVersion>(NamespacedName.Of(version), cancellationToken);
            if (known is not null && (known.Status?.Digest ?? known.Spec.Source?.Digest) != version.Spec.Source!.Digest)
            {
                throw new FetchException(
                    FetchFailure.Unsafe, $"the library has a version {VersionReference.Of(version)} with other content than the archive's: a version never changes. Import into another project with -n.");
            }

            await AddModelAsync(version, archived, client, cancellationToken);
            await AddSignaturesAsync(known ?? await client.CreateAsync(version, cancellationToken), archived, client, cancellationToken);
            status.Versions.Add(new ImportedVersion { Version = VersionReference.Of(version).ToString(), Digest = version.Spec.Source!.Digest, Known = known is not null });
        }

        return status;
    }

    private static ModelVersion Version(ArchivedVersion archived, string project, DateTimeOffset exportedAt, string? signer)
    {
        var (there, spec) = (archived.Version, archived.Version.Spec);
        var labels = (there.Metadata.Labels ?? []).Where(l => !l.Key.StartsWith(TenancyNames.Group + "/", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        labels[LibraryNames.ModelLabel] = spec.Model!;
        return new ModelVersion
        {
            Metadata = new ObjectMeta { Namespace = project, Name = new VersionReference(project, spec.Model!, spec.Version!).ResourceName, Labels = labels },
            Spec = new ModelVersionSpec
            {
                Model = spec.Model,
                Version = spec.Version,
                Source = new VersionSource { Uri = spec.Source!.Uri, Revision = spec.Source.Revision, Digest = there.Status!.Digest },
                Lineage = spec.Lineage,
                Imported = new VersionImport
                {
                    Version = VersionReference.Of(there).ToString(),
                    ExportedAt = exportedAt,
                    SignedBy = signer,
                    Phase = there.Status.Phase,
                    Scan = there.Status.Scan,
                    Decisions = there.Status.Decisions,
                },
            },
        };
    }

    private static async Task AddModelAsync(ModelVersion version, ArchivedVersion archived, IResourceClient client, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(version.Metadata.Namespace!, version.Spec.Model!);
        if (await client.TryGetAsync<Model>(key, cancellationToken) is null)
        {
            var about = archived.Model?.Spec;
            await client.CreateAsync(
                new Model { Metadata = new ObjectMeta { Namespace = key.Namespace, Name = key.Name }, Spec = new ModelFamilySpec { DisplayName = about?.DisplayName, Description = about?.Description, Owner = about?.Owner } },
                cancellationToken);
        }

    }

    private static async Task AddSignaturesAsync(ModelVersion version, ArchivedVersion archived, IResourceClient client, CancellationToken cancellationToken)
    {
        foreach (var signature in archived.Signatures)
        {
            // A signature is known by its content, also that with which the other site says that it let the version in.
            signature.Spec.Version = version.Metadata.Name;
            signature.Metadata = version.OwnedMetadata(SignatureSearch.NameOf(version.Metadata.Name!, signature.Spec));
            if (await client.TryGetAsync<ModelSignature>(NamespacedName.Of(signature), cancellationToken) is null)
            {
                await client.CreateAsync(signature, cancellationToken);
            }
        }
    }
}
