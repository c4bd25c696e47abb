using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Where the gateway serves what.</summary>
internal sealed class GatewayUrls(ServingOptions options)
{
    public string Of(ModelDeployment deployment) =>
        new Uri(options.GatewayBaseUrl, $"/serving/{deployment.Metadata.Namespace}/{deployment.Metadata.Name}").ToString();

    /// <summary>With the endpoint's own host where it has one, on the port and with the scheme of the gateway unless a certificate says HTTPS.</summary>
    public string Of(Endpoint endpoint)
    {
        var url = new UriBuilder(new Uri(options.GatewayBaseUrl, "/e/" + EndpointTraffic.PathOf(endpoint)));
        if (endpoint.Spec.Host is { } host)
        {
            url.Host = host;
            url.Scheme = endpoint.Spec.Tls is null ? url.Scheme : Uri.UriSchemeHttps;
        }

        return url.Uri.ToString();
    }
}
