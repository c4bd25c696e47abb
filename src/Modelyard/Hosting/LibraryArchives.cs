using System.Net;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Commands;
using Modelyard.Library;

namespace Modelyard;

/// <summary>Has the library write and read archives. What an archive brings is created as whoever brings it: what they may not create they may not import.</summary>
internal sealed class LibraryArchives(LibraryExport export, LibraryImport import, VersionDocuments documents, IResourceClient library, ApiServerHost api) : IModelArchives
{
    public Task<Func<Stream, CancellationToken, Task>> PrepareExportAsync(string project, IReadOnlyList<string> versions, CancellationToken cancellationToken) =>
        Translated(() => export.PrepareAsync(project, versions, VersionCommand.Version, cancellationToken));

    public async Task<ModelImportStatus> ImportAsync(string project, UserIdentity user, Stream archive, ArchiveTrust trust, CancellationToken cancellationToken)
    {
        using var connection = new ApiConnection(api.CreateHandler(user with { BringsFiles = true }), api.Address);
        var client = new ResourceClient(connection);
        return await Translated(() => import.RunAsync(archive, project, trust.Keys, trust.AllowUnsigned, client, cancellationToken));
    }

    public async Task<byte[]?> ReadCardAsync(string project, string version, CancellationToken cancellationToken)
    {
        var found = await library.GetAsync<ModelVersion>(new NamespacedName(project, version), cancellationToken);
        return await Translated(() => documents.ReadCardAsync(found, cancellationToken));
    }

    public async Task<byte[]> WriteBomAsync(string project, string version, UserIdentity user, CancellationToken cancellationToken)
    {
        using var connection = new ApiConnection(api.CreateHandler(user), api.Address);
        var client = new ResourceClient(connection);
        var found = await library.GetAsync<ModelVersion>(new NamespacedName(project, version), cancellationToken);
        var bom = await Translated(() => VersionDocuments.BomAsync(found, client, VersionCommand.Version, cancellationToken));
        return bom.ToBytes();
    }

    private static async Task<T> Translated<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (FetchException e)
        {
            throw e.Reason switch
            {
                FetchFailure.Unauthorized => new StatusException(HttpStatusCode.Forbidden, StatusReason.Forbidden, e.Message),
                FetchFailure.NoSpace or FetchFailure.OverQuota => new StatusException(HttpStatusCode.InsufficientStorage, "InsufficientStorage", e.Message),
                FetchFailure.StoreUnavailable => new StatusException(HttpStatusCode.ServiceUnavailable, StatusReason.ServiceUnavailable, e.Message),
                _ => new StatusException(HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, e.Message),
            };
        }
    }
}
