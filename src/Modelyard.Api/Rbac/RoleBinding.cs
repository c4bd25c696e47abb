namespace Modelyard.Api;

/// <summary>Gives the rights of a role to users, groups and service accounts, within one namespace.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", ResourceScope.Namespaced)]
public sealed class RoleBinding : Resource
{
    /// <summary>Who gets them.</summary>
    public List<Subject>? Subjects { get; set; }

    /// <summary>The Role of this namespace, or the ClusterRole, whose rights are given. Cannot be changed later.</summary>
    [Required]
    public RoleRef? RoleRef { get; set; }
}

/// <summary>Gives the rights of a ClusterRole to users, groups and service accounts, everywhere.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", ResourceScope.Cluster)]
public sealed class ClusterRoleBinding : Resource
{
    /// <summary>Who gets them.</summary>
    public List<Subject>? Subjects { get; set; }

    /// <summary>The ClusterRole whose rights are given. Cannot be changed later.</summary>
    [Required]
    public RoleRef? RoleRef { get; set; }
}

/// <summary>Names a role.</summary>
[AtomicMap]
public sealed class RoleRef
{
    /// <summary><c>rbac.authorization.k8s.io</c>.</summary>
    [Required]
    public string? ApiGroup { get; set; }

    /// <summary><c>Role</c> or <c>ClusterRole</c>.</summary>
    [Required]
    public string? Kind { get; set; }

    /// <summary>The role's name.</summary>
    [Required]
    public string? Name { get; set; }
}

/// <summary>Somebody who can be given rights.</summary>
[AtomicMap]
public sealed class Subject
{
    /// <summary><c>User</c>, <c>Group</c> or <c>ServiceAccount</c>.</summary>
    [Required]
    public string? Kind { get; set; }

    /// <summary>Empty for service accounts, <c>rbac.authorization.k8s.io</c> for users and groups.</summary>
    public string? ApiGroup { get; set; }

    /// <summary>The name.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>The namespace of a service account; users and groups have none.</summary>
    public string? Namespace { get; set; }
}
