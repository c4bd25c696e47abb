namespace Modelyard.Api;

/// <summary>Rights under a name, for the whole cluster or, bound by a RoleBinding, for one namespace.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", ResourceScope.Cluster)]
public sealed class ClusterRole : Resource
{
    /// <summary>What the role allows. Written by the server where <c>aggregationRule</c> is set.</summary>
    public List<PolicyRule>? Rules { get; set; }

    /// <summary>Makes this role the sum of others.</summary>
    public AggregationRule? AggregationRule { get; set; }
}

/// <summary>Which roles a role is made of.</summary>
public sealed class AggregationRule
{
    /// <summary>Roles that match any of these are added.</summary>
    public List<LabelSelector>? ClusterRoleSelectors { get; set; }
}
