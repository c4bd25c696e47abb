using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary><c>/k8s/…</c>: the API, with the rights of whoever is signed in and no others.</summary>
internal sealed class ApiSurface(ConsoleOptions options, ApiTransport api, SessionBook sessions, IHostApplicationLifetime lifetime) : IConsoleSurface
{
    private static readonly string[] PassedOn = ["Accept", "Accept-Encoding", "If-Match", "If-None-Match", "User-Agent"];

    public bool IsPrivate => true;

    public async Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        RequestGuard.RequireToken(http.Request, session ?? throw Refusal.NotSignedIn());
        await using var life = sessions.Follow(http, session.Usable(), lifetime.ApplicationStopping);
        using var request = ForwardedRequest.Create(http.Request, ForwardedRequest.Target(options.Api, http.Request, "/k8s"), PassedOn);
        using var response = await api.SendAsync(request, session, http, life.Token);

        // Browsers look for the answer when they have sent everything: what was refused half way through would be a broken connection to them.
        await http.Request.Body.CopyToAsync(Stream.Null, life.Token);
        await ForwardedResponse.CopyAsync(response, http, life.Token);
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal) => http.Response.WriteAsJsonAsync(
        new Status
        {
            Code = refusal.Status,
            Reason = refusal.Reason,
            Message = refusal.Message,
            Details = refusal.RetryAfter is { } wait ? new StatusDetails { RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds) } : null,
        },
        ApiJson.Options,
        "application/json",
        http.RequestAborted);
}
