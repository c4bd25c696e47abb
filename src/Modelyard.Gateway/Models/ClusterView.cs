using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>All resources that calls depend on, at one moment.</summary>
internal sealed record ClusterView
{
    public IReadOnlyCollection<InferenceService> Services { get; init; } = [];

    public IReadOnlyCollection<Pod> Pods { get; init; } = [];

    public IReadOnlyCollection<ModelDeployment> Deployments { get; init; } = [];

    public IReadOnlyCollection<Secret> Secrets { get; init; } = [];

    public IReadOnlyCollection<Endpoint> Endpoints { get; init; } = [];

    public IReadOnlyCollection<Organization> Organizations { get; init; } = [];

    public IReadOnlyCollection<Namespace> Namespaces { get; init; } = [];
}
