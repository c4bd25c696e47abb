using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The runtimes a deployment can use: those of its namespace, and the cluster's.</summary>
/// <param name="InNamespace">Of the namespace; they come first.</param>
/// <param name="InCluster">Of the cluster.</param>
internal sealed record KnownRuntimes(IEnumerable<ServingRuntime> InNamespace, IEnumerable<ClusterServingRuntime> InCluster)
{
    public ServingRuntimeSpec? Find(string name) =>
        InNamespace.FirstOrDefault(r => r.Metadata.Name == name)?.Spec ?? InCluster.FirstOrDefault(r => r.Metadata.Name == name)?.Spec;
}
