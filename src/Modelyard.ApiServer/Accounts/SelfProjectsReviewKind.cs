using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Answers in which projects the caller has something to do, and as what. Rights are in memory; only the names of the projects are read.</summary>
internal sealed class SelfProjectsReviewKind(RequestAuthorizer authorizer, ObjectLister lister, KindCatalog catalog) : IVirtualKind
{
    private const string Deployments = "modeldeployments";
    private const string Versions = "modelversions";

    public KindDescriptor Kind => LedgerKinds.SelfProjectsReviews;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var rights = await authorizer.RightsOfAsync(call.User, cancellationToken);
        document["status"] = JsonSerializer.SerializeToNode(
            new SelfProjectsReviewStatus
            {
                Projects = await ProjectsAsync(rights, cancellationToken),
                Rights = new SelfRights
                {
                    ListAccounts = May("list", LedgerKinds.Accounts.Group, LedgerKinds.Accounts.Plural),
                    ListAuditEvents = May("list", LedgerKinds.AuditEvents.Group, LedgerKinds.AuditEvents.Plural),
                    ListOrganizations = May("list", TenancyNames.Group, "organizations"),
                    CreateModelRepositories = May("create", TenancyNames.Group, "modelrepositories"),
                    ListNodes = May("list", "", "nodes"),
                },
            },
            ApiJson.Options);
        return document;

        bool May(string verb, string group, string resource) => rights.Allow(new AccessAttributes(verb, group, resource, "", "", ""));
    }

    private async Task<List<SelfProject>> ProjectsAsync(UserRights rights, CancellationToken cancellationToken)
    {
        if (catalog.Current.Find("", "v1", "namespaces") is not { } namespaces)
        {
            return [];
        }

        var found = await lister.ListAsync(namespaces, null, ObjectFilter.Everything, 0, 0, null, cancellationToken);
        return
        [
            .. found.Items.Where(p => May(rights, p, "get", TenancyNames.Group, Deployments) || May(rights, p, "get", TenancyNames.Group, Versions)).Select(p => new SelfProject
            {
                Name = p.Meta.Name,
                Organization = p.Meta.Labels?[TenancyNames.OrganizationLabel]?.ToString(),
                Role = RoleIn(rights, p),
            }),
        ];
    }

    private static string? RoleIn(UserRights rights, ObjectView project) =>
        May(rights, project, "create", RoleBook.Group, "rolebindings") ? "admin"
        : May(rights, project, "create", TenancyNames.Group, Deployments) ? "edit"
        : May(rights, project, "get", TenancyNames.Group, Deployments) ? "view"
        : null;

    private static bool May(UserRights rights, ObjectView project, string verb, string group, string resource) =>
        rights.Allow(new AccessAttributes(verb, group, resource, "", project.Meta.Name!, ""));
}
