using System.Net.Http.Headers;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>Secrets of a request and the origin they are meant for.</summary>
internal sealed class HttpCredentials
{
    private readonly Uri _origin;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly IReadOnlyDictionary<string, string> _headers;

    private HttpCredentials(Uri origin, AuthenticationHeaderValue? authorization, IReadOnlyDictionary<string, string> headers) =>
        (_origin, _authorization, _headers) = (origin, authorization, headers);

    internal static HttpCredentials ForHub(Uri endpoint, string? token) =>
        new(endpoint, token is null ? null : new("Bearer", token), new Dictionary<string, string>());

    internal static HttpCredentials ForFile(HttpModelUri uri, FetchOptions options)
    {
        var authorization = uri.UserInfo is null ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(uri.UserInfo)));
        return new(uri.Address, authorization, options.Headers);
    }

    internal bool HasToken => _authorization is not null;

    internal void ApplyTo(HttpRequestMessage request)
    {
        const UriComponents origin = UriComponents.SchemeAndServer;
        if (Uri.Compare(request.RequestUri, _origin, origin, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return;
        }

        request.Headers.Authorization = _authorization;
        foreach (var (name, value) in _headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
