using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>An Endpoint as the gateway sees it, at one moment.</summary>
/// <param name="Namespace">Where it is.</param>
/// <param name="Name">Its name, by which callers may ask for whichever deployment answers.</param>
/// <param name="SessionHeader">The header whose value keeps a conversation where it is.</param>
/// <param name="Shares">Who answers; those that do not exist are left out.</param>
internal sealed record EndpointModel(string Namespace, string Name, string SessionHeader, TrafficShareModel[] Shares)
{
    private const string DefaultSessionHeader = "X-Session-Id";

    public string QualifiedId { get; } = $"{Namespace}/{Name}";

    /// <summary>Whether callers outside can reach it.</summary>
    public bool IsExternal { get; private init; }

    /// <summary>Which certificate its host has; null for one of the gateway's own.</summary>
    public EndpointTls? Tls { get; private init; }

    /// <summary>What that names; null while it is not there.</summary>
    public Secret? Certificate { get; private init; }

    public static EndpointModel Of(
        Endpoint endpoint, IEnumerable<ModelDeployment> deployments, IEnumerable<Secret> secrets, Func<string, ServedModel?> find) => new(
        endpoint.Metadata.Namespace!,
        endpoint.Metadata.Name!,
        endpoint.Spec.SessionHeader ?? DefaultSessionHeader,
        [.. EndpointTraffic.Of(endpoint, deployments)
            .Select(s => (Model: find($"{endpoint.Metadata.Namespace}/{s.Deployment}"), Weight: s.Weight ?? 100))
            .Where(s => s.Model is not null)
            .Select(s => new TrafficShareModel(s.Model!, s.Weight))])
    {
        IsExternal = EndpointTraffic.IsExternal(endpoint),
        Tls = endpoint.Spec.Tls,
        Certificate = endpoint.Spec.Tls is { } tls
            ? secrets.FirstOrDefault(s => s.Metadata.Namespace == endpoint.Metadata.Namespace && s.Metadata.Name == tls.SecretName)
            : null,
    };
}

/// <summary>A model's share of an endpoint's calls, in relation to the sum of all weights.</summary>
internal readonly record struct TrafficShareModel(ServedModel Model, int Weight);
