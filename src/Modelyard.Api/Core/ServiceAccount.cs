namespace Modelyard.Api;

/// <summary>An identity for programs.</summary>
[Kind("", "v1", "ServiceAccount", "serviceaccounts", ResourceScope.Namespaced, ShortNames = ["sa"])]
public sealed class ServiceAccount : Resource
{
    /// <summary>Secrets that pods of this account may use.</summary>
    [MapList("name"), MergeKey("name")]
    public List<ObjectReference>? Secrets { get; set; }

    /// <summary>Secrets with credentials for image registries.</summary>
    public List<LocalObjectReference>? ImagePullSecrets { get; set; }

    /// <summary>Whether pods get a token of this account unless they say otherwise.</summary>
    public bool? AutomountServiceAccountToken { get; set; }
}
