using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Where the gateway serves what.</summary>
internal sealed class GatewayUrls(ServingOptions options)
{
    public string Of(ModelDeployment deployment) =>
        new Uri(options.GatewayBaseUrl, $"/serving/{deployment.Metadata.Namespace}/{deployment.Metadata.Name}").ToString();

    /// <summary>Whether there is anything that a published endpoint could be reached at.</summary>
    public bool HasOutside => options.ExternalBaseUrl is not null;

    /// <summary>The host that callers reach an endpoint by, once it is published.</summary>
    public string HostOf(Endpoint endpoint) => endpoint.Spec.Host ?? (options.ExternalBaseUrl ?? options.GatewayBaseUrl).IdnHost;

    /// <summary>With the endpoint's own host where it has one, at the gateway's address for callers outside when it is for them; null when there is none.</summary>
    public string? Of(Endpoint endpoint)
    {
        if ((EndpointTraffic.IsExternal(endpoint) ? options.ExternalBaseUrl : options.GatewayBaseUrl) is not { } address)
        {
            return null;
        }

        var url = new UriBuilder(new Uri(address, "/e/" + EndpointTraffic.PathOf(endpoint)));
        url.Host = endpoint.Spec.Host ?? url.Host;
        return url.Uri.ToString();
    }
}
