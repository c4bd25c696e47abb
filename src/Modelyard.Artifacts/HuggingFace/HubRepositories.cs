namespace Modelyard.Artifacts;

/// <summary>The hub as one source reaches it: at the configured address or a mirror, with one token or another.</summary>
internal sealed class HubRepositories
{
    private readonly HttpSender _sender;
    private readonly HttpCredentials _credentials;
    private readonly TimeProvider _time;

    internal HubRepositories(HttpSenders senders, ArtifactsOptions options, SourceAccess? access, string? token, TimeProvider time)
    {
        var endpoint = access?.Endpoint ?? options.HubEndpoint;
        _sender = senders.For(endpoint, access);
        _credentials = HttpCredentials.ForHub(endpoint, token ?? access?.Token ?? (access is { IsRerouted: true } ? null : options.HubToken));
        _time = time;
        Client = new HubClient(_sender, endpoint, _credentials);
    }

    internal HubClient Client { get; }

    internal HubFailure FailureOf(HubModelUri uri) => new(_sender, Client.Endpoint, uri, _credentials.HasToken, _time);

    internal HubModelUri Parse(string uri) => (HubModelUri)ModelUri.Parse(uri);
}
