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

    internal static HttpCredentials For(Uri origin, AuthenticationHeaderValue? authorization) =>
        new(origin, authorization, new Dictionary<string, string>());

    internal static HttpCredentials ForHub(Uri endpoint, string? token) => For(endpoint, token is null ? null : new("Bearer", token));

    internal static HttpCredentials ForFile(HttpModelUri uri, FetchOptions options) =>
        new(uri.Address, uri.UserInfo is null ? Of(options.Access) : Basic(uri.UserInfo), options.Headers);

    internal static AuthenticationHeaderValue? Of(SourceAccess? access) => access switch
    {
        { Token: { } token } => new("Bearer", token),
        { Username: { } user } => Basic($"{user}:{access.Password}"),
        _ => null,
    };

    private static AuthenticationHeaderValue Basic(string userInfo) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userInfo)));

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
