namespace Modelyard.Api;

/// <summary>A template for serving models of some formats, for all namespaces.</summary>
[Kind("serving.kserve.io", "v1alpha1", "ClusterServingRuntime", "clusterservingruntimes", ResourceScope.Cluster, HasStatus = true)]
public sealed class ClusterServingRuntime : Resource<ServingRuntimeSpec, ServingRuntimeStatus>;
