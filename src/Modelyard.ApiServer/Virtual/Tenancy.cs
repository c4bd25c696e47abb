using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Which organization owns which project.</summary>
internal sealed class Tenancy(ObjectStore objects, KindCatalog catalog)
{
    /// <summary>The organization that a namespace says it is a project of; null for none, or where there are no organizations.</summary>
    public async Task<Organization?> OwnerOfAsync(string @namespace, CancellationToken cancellationToken)
    {
        if (catalog.Current.Find("", "v1", "namespaces") is not { } namespaces)
        {
            return null;
        }

        var project = await objects.FindAsync(namespaces, "", @namespace, cancellationToken);
        return project?.Meta().Labels?[TenancyNames.OrganizationLabel]?.ToString() is { Length: > 0 } name ? await FindAsync(name, cancellationToken) : null;
    }

    /// <summary>
    /// Whose usage is told in a namespace: that of the project, and in the home project of an organization that of all its projects; in none, everybody's.
    /// </summary>
    public async Task<(string? Project, string? Organization)> ReachOfAsync(string @namespace, CancellationToken cancellationToken)
    {
        if (@namespace.Length == 0)
        {
            return (null, null);
        }

        var owner = await OwnerOfAsync(@namespace, cancellationToken);
        return (@namespace, owner?.Metadata.Name == @namespace ? @namespace : null);
    }

    /// <summary>Refuses a member anywhere but in the home project of an organization.</summary>
    public async Task RequireHomeAsync(KindDescriptor kind, JsonObject document, CancellationToken cancellationToken)
    {
        var home = document.Meta().Namespace!;
        if (await FindAsync(home, cancellationToken) is null)
        {
            throw StatusErrors.Invalid(
                kind,
                document.Meta().Name!,
                [FieldError.Invalid("metadata.namespace", home, "members belong into the home project of their organization, and there is no Organization of this name: create it first")]);
        }
    }

    private async Task<Organization?> FindAsync(string name, CancellationToken cancellationToken) =>
        catalog.Current.Find(TenancyNames.Group, "v1alpha1", "organizations") is { } kind && await objects.FindAsync(kind, "", name, cancellationToken) is { } document
            ? document.Deserialize<Organization>(ApiJson.Options)
            : null;
}
