using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>A serving runtime, wherever it was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsClusterScoped">Whether it is a ClusterServingRuntime.</param>
/// <param name="Meta">Its metadata.</param>
/// <param name="Spec">How it runs models.</param>
internal sealed record SelectedRuntime(string Name, bool IsClusterScoped, ObjectMeta Meta, ServingRuntimeSpec Spec)
{
    public static SelectedRuntime Of(ServingRuntime runtime) => new(runtime.Metadata.Name!, false, runtime.Metadata, runtime.Spec);

    public static SelectedRuntime Of(ClusterServingRuntime runtime) => new(runtime.Metadata.Name!, true, runtime.Metadata, runtime.Spec);
}
