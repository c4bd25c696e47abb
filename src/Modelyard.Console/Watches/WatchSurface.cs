using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Modelyard.WebConsole;

/// <summary>
/// <c>/console/watch</c>: all watches of a page over one WebSocket. Browsers open six HTTP/1.1 connections to an origin, over all its tabs; a page
/// that follows more would wait for itself.
/// </summary>
internal sealed class WatchSurface(ConsoleOptions options, ApiTransport api, SessionBook sessions, IHostApplicationLifetime lifetime) : IConsoleSurface
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public bool IsPrivate => true;

    public async Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        _ = session?.Usable() ?? throw Refusal.NotSignedIn();
        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw Refusal.BadRequest("Open this address as a WebSocket.");
        }

        await using var life = sessions.Follow(http, session, lifetime.ApplicationStopping);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        await using var watches = new WatchSocket(socket, path => OpenAsync(http, session, path, life.Token), life.Token);
        await watches.RunAsync();
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal) => http.Response.WriteAsJsonAsync(new RefusalAnswer(refusal.Reason, refusal.Message), http.RequestAborted);

    private async Task<HttpResponseMessage> OpenAsync(HttpContext http, ConsoleSession session, string path, CancellationToken cancellationToken)
    {
        var end = path.IndexOf('?', StringComparison.Ordinal);
        var query = end < 0 ? QueryString.Empty : new QueryString(path[end..]);
        if (end <= 0 || path[0] != '/' || Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.Value).GetValueOrDefault("watch").ToString() is not ("1" or "true"))
        {
            throw Refusal.BadRequest("Only watches can be opened here: the path of a collection, with watch=1.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, ForwardedRequest.Target(options.Api, path[..end], query));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", http.Request.Headers.UserAgent.ToString());
        return await api.SendAsync(request, session, http, cancellationToken);
    }
}
