namespace Modelyard.Api;

/// <summary>Rights within one namespace, under a name that bindings refer to.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "Role", "roles", ResourceScope.Namespaced)]
public sealed class Role : Resource
{
    /// <summary>What the role allows.</summary>
    public List<PolicyRule>? Rules { get; set; }
}
