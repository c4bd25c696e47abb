using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Modelyard.WebConsole;

/// <summary><c>/gateway/…</c>: models, called as by any other client of the gateway, with a key the browser never sees.</summary>
internal sealed class GatewaySurface(ConsoleOptions options, SessionBook sessions, PlaygroundKeys keys, IHostApplicationLifetime lifetime) : IConsoleSurface, IDisposable
{
    /// <summary>The project whose key is used.</summary>
    public const string ProjectHeader = "X-Modelyard-Project";

    private static readonly string[] PassedOn =
        ["Accept", "anthropic-beta", "anthropic-version", "User-Agent", "X-Client-Request-Id", "X-Request-Id", "X-Session-Id"];

    private readonly HttpMessageInvoker _gateway = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ActivityHeadersPropagator = null,
    });

    public bool IsPrivate => true;

    public async Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        RequestGuard.RequireToken(http.Request, session ?? throw Refusal.NotSignedIn());
        await using var life = sessions.Follow(http, session.Usable(), lifetime.ApplicationStopping);
        using var request = ForwardedRequest.Create(http.Request, ForwardedRequest.Target(options.Gateway, http.Request, "/gateway"), PassedOn);
        request.Headers.Authorization = await CredentialAsync(http, session, life.Token);
        try
        {
            using var response = await _gateway.SendAsync(request, life.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized && !HasOwnKey(http.Request))
            {
                // The gateway says so of keys only: somebody has revoked the one that was made here.
                await keys.ForgetAsync(session, ProjectOf(http.Request), request.Headers.Authorization.Parameter);
                throw new RefusedException(new Refusal(503, "key_revoked", "The key that the console had made for this was revoked. Try again: another one is made then.", TimeSpan.FromSeconds(1)));
            }

            await ForwardedResponse.CopyAsync(response, http, life.Token);
        }
        catch (HttpRequestException e) when (!http.Response.HasStarted && e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new RefusedException(new Refusal(502, "gateway_unreachable", "The gateway does not answer. It may be starting.", TimeSpan.FromSeconds(1)));
        }
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal) => http.Response.WriteAsJsonAsync(
        new
        {
            error = new
            {
                message = refusal.Message,
                type = refusal.Status >= 500 ? "server_error" : "invalid_request_error",
                param = (string?)null,
                code = refusal.Status == 403 ? "insufficient_permissions" : refusal.Reason,
            },
        },
        http.RequestAborted);

    public void Dispose() => _gateway.Dispose();

    private static bool HasOwnKey(HttpRequest request) => request.Headers.Authorization.ToString().Length > 0;

    private static string ProjectOf(HttpRequest request) => request.Headers[ProjectHeader].ToString();

    // A key of one's own goes before: so it is found out whether it works.
    private async Task<AuthenticationHeaderValue> CredentialAsync(HttpContext http, ConsoleSession session, CancellationToken cancellationToken)
    {
        if (HasOwnKey(http.Request))
        {
            return AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization.ToString(), out var given) ? given : throw Refusal.BadRequest("The header Authorization must be: Bearer YOUR_KEY.");
        }

        var project = ProjectOf(http.Request);
        return project.Length > 0
            ? new AuthenticationHeaderValue("Bearer", await keys.GetAsync(http, session, project, cancellationToken))
            : throw Refusal.BadRequest($"Say in the header {ProjectHeader} for which project the model is called, or send a key of your own in Authorization.");
    }
}
