using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Whoever names a folder of the server as a source has it read with the server's own rights, and can export what it holds. So nobody names one who was not given
/// the verb <c>use</c> for it, and given it cluster-wide: the server's disk is no project's.
/// </summary>
internal sealed class LocalFolderRight(ObjectLister lister, KindCatalog catalog, RequestAuthorizer authorizer)
{
    private const string Verb = "use";
    private const string Folders = "localfolders";
    private const string Repositories = "modelrepositories";

    // Linux opens no longer ones.
    private const int LongestPath = 4096;

    /// <summary>Refuses a source on the server's disk that its author may not have read. One that was there before stays.</summary>
    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask CheckAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (user is null || user.BringsFiles || AddressIn(kind, document) is not { } address || StorageUriRules.LocalPath(address) is not { } path
            || (live is not null && AddressIn(kind, live) == address))
        {
            return;
        }

        var rights = await authorizer.RightsOfAsync(user, cancellationToken);
        if (Covering(path).Any(folder => rights.Allow(new AccessAttributes(Verb, TenancyNames.Group, Folders, "", "", folder)))
            || await IsKnownAsync(kind, document, address, cancellationToken))
        {
            return;
        }

        throw StatusErrors.Forbidden(
            kind,
            document.Meta().Name ?? "",
            $"{path} is on the server's own disk, and user \"{user.Name}\" may not have it read: that takes the verb {Verb} on {Folders}.{TenancyNames.Group} \"{path}\". "
                + "Somebody who looks after the installation can give it, with a ClusterRoleBinding to a ClusterRole that has the rule "
                + $"{{apiGroups: [{TenancyNames.Group}], resources: [{Folders}], verbs: [{Verb}], resourceNames: [\"{path}\"]}}");
    }

    private static string? AddressIn(KindDescriptor kind, JsonObject document) => kind.Group != TenancyNames.Group ? null : kind.Kind switch
    {
        nameof(ModelRepository) or nameof(ModelRepositoryPreview) => document["spec"]?["source"]?["url"]?.ToString(),
        nameof(ModelVersion) => document["spec"]?["source"]?["uri"]?.ToString(),
        _ => null,
    };

    // A folder is given with all that is in it. What leads up and down again is only itself: where it ends, links decide.
    private static IEnumerable<string> Covering(string path)
    {
        yield return path;
        if (path.Length > LongestPath || path.Split('/').Any(p => p is "." or ".."))
        {
            yield break;
        }

        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    // What somebody with the right has written into the project already: its rules can be tried out, and what it offers be taken.
    private async Task<bool> IsKnownAsync(KindDescriptor kind, JsonObject document, string address, CancellationToken cancellationToken)
    {
        if (kind.Kind == nameof(ModelRepository) || catalog.Current.Find(TenancyNames.Group, "v1alpha1", Repositories) is not { } repositories)
        {
            return false;
        }

        var page = await lister.ListAsync(repositories, document.Meta().Namespace, ObjectFilter.Everything, 0, 0, null, cancellationToken);
        return page.Items.Any(r => kind.Kind == nameof(ModelVersion) ? Offers(r.Document, address) : AddressIn(repositories, r.Document) == address);
    }

    private static bool Offers(JsonObject repository, string address) =>
        repository["status"]?["offered"] is JsonArray offered && offered.Any(o => o?["uri"]?.ToString() == address);
}
