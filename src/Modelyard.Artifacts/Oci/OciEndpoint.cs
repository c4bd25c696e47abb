using System.Net;

namespace Modelyard.Artifacts;

/// <summary>
/// Where a registry's API is. On this machine, or where plain HTTP is allowed, a registry may speak either: it is asked once, without
/// secrets. Everywhere else only encrypted connections are made.
/// </summary>
internal sealed class OciEndpoint
{
    private const string DockerHub = "docker.io";
    private const string DockerHubApi = "registry-1.docker.io";
    private readonly bool _mayBePlain;
    private Uri? _found;

    internal OciEndpoint(string registry, bool plainHttp)
    {
        Encrypted = new Uri($"https://{(registry == DockerHub ? DockerHubApi : registry)}/v2/");
        _mayBePlain = plainHttp || Encrypted.IsLoopback;
    }

    internal Uri Encrypted { get; }

    internal async Task<Uri> FindAsync(HttpSender sender, CancellationToken cancellationToken) =>
        _found ??= _mayBePlain ? await ProbeAsync(sender, cancellationToken) : Encrypted;

    private async Task<Uri> ProbeAsync(HttpSender sender, CancellationToken cancellationToken)
    {
        // Without a port in the name each has its own: 80 and 443.
        var port = Encrypted.IsDefaultPort && !Encrypted.OriginalString.Contains(":443/", StringComparison.Ordinal) ? 80 : Encrypted.Port;
        var plain = new UriBuilder(Encrypted) { Scheme = "http", Port = port }.Uri;
        try
        {
            using var response = await sender.GetAsync(plain, null, null, cancellationToken);
            // A server of encrypted connections answers a plain one with 400, or by closing it.
            return response.StatusCode is HttpStatusCode.BadRequest || response.RequestMessage!.RequestUri!.Scheme == "https" ? Encrypted : plain;
        }
        catch (FetchException e) when (e.Reason == FetchFailure.Unreachable)
        {
            return Encrypted;
        }
    }
}
