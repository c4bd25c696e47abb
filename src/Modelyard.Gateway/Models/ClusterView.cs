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

    /// <summary>The Secrets that calls depend on: keys for services elsewhere, and certificates of published endpoints where they are wanted.</summary>
    public IEnumerable<NamespacedName> NamedSecrets(bool withCertificates)
    {
        foreach (var deployment in Deployments)
        {
            if (deployment.Spec is { Stopped: not true, Engine: { Type: EngineType.External, External.SecretRef.Name: { } key } })
            {
                yield return new NamespacedName(deployment.Metadata.Namespace ?? "", key);
            }
        }

        foreach (var endpoint in withCertificates ? Endpoints : [])
        {
            if (EndpointTraffic.IsExternal(endpoint) && endpoint.Spec.Tls?.SecretName is { } certificate)
            {
                yield return new NamespacedName(endpoint.Metadata.Namespace ?? "", certificate);
            }
        }
    }
}
