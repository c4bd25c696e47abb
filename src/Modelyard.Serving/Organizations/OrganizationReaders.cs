using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Lets members see their organization, whose limits and budget hold for them: a ClusterRole about it alone, bound to all of them.</summary>
internal sealed class OrganizationReaders(IResourceClient client)
{
    private const string RbacGroup = "rbac.authorization.k8s.io";
    private const string FieldManager = "modelyard-members";

    // Among the parts of the system: nobody gives or takes it by hand.
    private static string NameOf(string organization) => $"system:modelyard:organization:{organization}";

    /// <summary>Gives the right to these members, and takes it from others.</summary>
    public async Task BringInLineAsync(string organization, IReadOnlyCollection<Member> members, CancellationToken cancellationToken)
    {
        var name = new NamespacedName("", NameOf(organization));
        var present = await client.TryGetAsync<ClusterRoleBinding>(name, cancellationToken);
        var users = members.Select(m => m.Spec!.User!).Order(StringComparer.Ordinal).ToList();
        if (users.Count == 0)
        {
            if (present is not null)
            {
                await client.DeleteIfExistsAsync<ClusterRoleBinding>(name, new DeleteOptions(), cancellationToken);
                await client.DeleteIfExistsAsync<ClusterRole>(name, new DeleteOptions(), cancellationToken);
            }

            return;
        }

        if (present is not null && (present.Subjects ?? []).Select(s => s.Name).SequenceEqual(users))
        {
            return;
        }

        await client.ApplyAsync(RoleOf(organization), FieldManager, force: true, cancellationToken);
        await client.ApplyAsync(BindingOf(organization, users), FieldManager, force: true, cancellationToken);
    }

    private static ClusterRole RoleOf(string organization) => new()
    {
        Metadata = MetadataOf(organization),
        Rules = [new PolicyRule { Verbs = ["get", "list", "watch"], ApiGroups = [TenancyNames.Group], Resources = ["organizations"], ResourceNames = [organization] }],
    };

    private static ClusterRoleBinding BindingOf(string organization, IEnumerable<string> users) => new()
    {
        Metadata = MetadataOf(organization),
        RoleRef = new RoleRef { ApiGroup = RbacGroup, Kind = "ClusterRole", Name = NameOf(organization) },
        Subjects = [.. users.Select(user => new Subject { Kind = "User", ApiGroup = RbacGroup, Name = user })],
    };

    private static ObjectMeta MetadataOf(string organization) => new()
    {
        Name = NameOf(organization),
        Labels = new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "modelyard", [TenancyNames.OrganizationLabel] = organization },
    };
}
