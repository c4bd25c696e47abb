using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>
/// Who is signed in, as the API knows it. Nothing is remembered here: a session that is ended anywhere has ended with the next request, and a stream that
/// belongs to it within seconds.
/// </summary>
internal sealed class SessionBook(IResourceClient api, ApiTransport transport, TimeProvider time, ILogger<SessionLife> logger)
{
    // Tokens are shorter. What is longer is not worth a question.
    private const int LongestToken = 256;

    /// <summary>The session of the browser that asks; null when it has none.</summary>
    public async ValueTask<ConsoleSession?> FindAsync(HttpContext http)
    {
        if (SessionCookie.Read(http.Request) is not { Length: <= LongestToken } token)
        {
            return null;
        }

        var review = await api.CreateAsync(new SessionReview { Spec = new SessionReviewSpec { Token = token } }, http.RequestAborted);
        return review.Status is { Authenticated: true } found ? Read(found) : null;
    }

    /// <summary>Begins a session of somebody who has proved who they are, and ends the one the browser had: what it knew before is worth nothing now.</summary>
    public async Task<ConsoleSession> BeginAsync(HttpContext http, SessionSpec wanted, ConsoleSession? before)
    {
        wanted.UserAgent = Shorten(http.Request.Headers.UserAgent.ToString());
        wanted.Address = http.Connection.RemoteIpAddress?.ToString();
        var begun = await api.CreateAsync(new Session { Spec = wanted }, http.RequestAborted);
        if (before is not null)
        {
            await EndAsync(before, http.RequestAborted);
        }

        var token = begun.Status!.Token!;
        var review = await api.CreateAsync(new SessionReview { Spec = new SessionReviewSpec { Token = token } }, http.RequestAborted);
        SessionCookie.Write(http, token);
        return Read(review.Status!);
    }

    /// <summary>Ends one session.</summary>
    public async Task EndAsync(ConsoleSession session, CancellationToken cancellationToken)
    {
        try
        {
            await transport.AskAsync<JsonElement>(HttpMethod.Delete, PathOf(session), null, session, null, cancellationToken);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            // Somebody was faster.
        }
    }

    /// <summary>Ends all sessions of the same person, and says which there were.</summary>
    public async Task<IReadOnlyList<string>> EndAllAsync(ConsoleSession session, CancellationToken cancellationToken)
    {
        // Who may see everybody's is told of everybody's; a selector would do, but for names with a comma.
        var seen = await transport.AskAsync<ResourceList<Session>>(HttpMethod.Get, ApiTransport.PathOf<Session>(), null, session, null, cancellationToken);
        string[] own = [.. seen.Items.Where(s => s.Spec?.User == session.User).Select(s => s.Metadata.Name!)];
        foreach (var name in own)
        {
            await EndAsync(session with { Name = name }, cancellationToken);
        }

        return own;
    }

    /// <summary>Whether it has not ended. Asked by its name rather than its token: a stream that nobody looks at must not keep it alive.</summary>
    public async Task<bool> ExistsAsync(ConsoleSession session, CancellationToken cancellationToken)
    {
        try
        {
            await transport.AskAsync<Session>(HttpMethod.Get, PathOf(session), null, session, null, cancellationToken);
            return true;
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>For as long as an answer takes: its token is cancelled when the browser leaves, the console stops, or the session ends.</summary>
    public SessionLife Follow(HttpContext http, ConsoleSession session, CancellationToken stopping) =>
        new(cancellationToken => ExistsAsync(session, cancellationToken), time, logger, http.RequestAborted, stopping);

    private static string PathOf(ConsoleSession session) => $"{ApiTransport.PathOf<Session>()}/{Uri.EscapeDataString(session.Name)}";

    private static ConsoleSession Read(SessionReviewStatus found) => new(found.Session!, found.User!, found.Groups ?? [], found.Csrf!)
    {
        DisplayName = found.DisplayName,
        Provider = found.Provider ?? Session.Local,
        Expires = found.Expires,
        MustChangePassword = found.MustChangePassword == true,
    };

    private static string? Shorten(string userAgent) => userAgent.Length switch { 0 => null, > 256 => userAgent[..256], _ => userAgent };
}
