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

    public static EndpointModel Of(Endpoint endpoint, IEnumerable<ModelDeployment> deployments, Func<string, ServedModel?> find) => new(
        endpoint.Metadata.Namespace!,
        endpoint.Metadata.Name!,
        endpoint.Spec.SessionHeader ?? DefaultSessionHeader,
        [.. EndpointTraffic.Of(endpoint, deployments)
            .Select(s => (Model: find($"{endpoint.Metadata.Namespace}/{s.Deployment}"), Weight: s.Weight ?? 100))
            .Where(s => s.Model is not null)
            .Select(s => new TrafficShareModel(s.Model!, s.Weight))]);
}

/// <summary>A model's share of an endpoint's calls, in relation to the sum of all weights.</summary>
internal readonly record struct TrafficShareModel(ServedModel Model, int Weight);
