using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The rights that follow from being a member: for each of an organization's projects one RoleBinding per ClusterRole. A pure function.</summary>
internal static class MemberBindings
{
    private const string RbacGroup = "rbac.authorization.k8s.io";
    private const string NamePrefix = "modelyard-members-";

    private static readonly string[] ClusterRoles = ["admin", "edit", "view"];

    /// <summary>What is to be, given all members of an organization and the projects it owns.</summary>
    public static IReadOnlyList<RoleBinding> Of(string organization, IEnumerable<string> projects, IReadOnlyCollection<Member> members)
    {
        var subjects = ClusterRoles
            .Select(role => (Role: role, Subjects: SubjectsOf(role, members)))
            .Where(r => r.Subjects.Count > 0)
            .ToList();
        return [.. projects.SelectMany(project => subjects.Select(r => Binding(organization, project, r.Role, r.Subjects)))];
    }

    /// <summary>The organization that a binding was made for; null for all that people made.</summary>
    public static string? OrganizationOf(RoleBinding binding) =>
        binding.Metadata.Name?.StartsWith(NamePrefix, StringComparison.Ordinal) == true ? binding.Metadata.Labels?.GetValueOrDefault(TenancyNames.OrganizationLabel) : null;

    /// <summary>Whether a binding is as it is to be.</summary>
    public static bool IsAsWanted(RoleBinding present, RoleBinding wanted) =>
        HasRoleOf(present, wanted)
        && wanted.Metadata.Labels!.All(l => present.Metadata.Labels?.GetValueOrDefault(l.Key) == l.Value)
        && (present.Subjects ?? []).Select(Identity).SequenceEqual(wanted.Subjects!.Select(Identity));

    /// <summary>Whether it gives the same role, which cannot be changed.</summary>
    public static bool HasRoleOf(RoleBinding present, RoleBinding wanted) =>
        (present.RoleRef?.Kind, present.RoleRef?.Name) == (wanted.RoleRef!.Kind, wanted.RoleRef.Name);

    private static (string?, string?, string?) Identity(Subject subject) => (subject.Kind, subject.Name, subject.Namespace);

    private static List<Subject> SubjectsOf(string clusterRole, IEnumerable<Member> members) =>
    [
        .. members
            .Where(m => ClusterRoleOf(m.Spec?.Role) == clusterRole)
            .Select(m => m.Spec!.User!)
            .Order(StringComparer.Ordinal)
            .Select(user => new Subject { Kind = "User", ApiGroup = RbacGroup, Name = user }),
    ];

    private static string ClusterRoleOf(string? memberRole) => memberRole switch
    {
        "owner" or "admin" => "admin",
        "viewer" => "view",
        _ => "edit",
    };

    private static RoleBinding Binding(string organization, string project, string clusterRole, List<Subject> subjects) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = NamePrefix + clusterRole,
            Namespace = project,
            Labels = new Dictionary<string, string>
            {
                ["app.kubernetes.io/managed-by"] = "modelyard",
                [TenancyNames.OrganizationLabel] = organization,
            },
        },
        RoleRef = new RoleRef { ApiGroup = RbacGroup, Kind = "ClusterRole", Name = clusterRole },
        Subjects = subjects,
    };
}
