using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>Whether a request comes from the console's own pages: cookies alone do not say so.</summary>
internal sealed class RequestGuard(ConsoleOptions options)
{
    /// <summary>The header with what <see cref="ConsoleSession.Csrf"/> says.</summary>
    public const string CsrfHeader = "X-Modelyard-CSRF";

    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Whether the console is asked under a name of its own: a foreign name that is pointed at it would make foreign pages the console's own.</summary>
    public bool IsOwnHost(HttpRequest request)
    {
        var host = request.Host.Host;
        return request.IsHttps ? host.Trim('[', ']').Equals(options.Published?.Host, StringComparison.OrdinalIgnoreCase) : host is "127.0.0.1" or "localhost" or "[::1]";
    }

    /// <summary>Refuses names that are not the console's.</summary>
    public void RequireOwnHost(HttpRequest request)
    {
        if (!IsOwnHost(request))
        {
            var own = request.IsHttps ? $"https://{options.Published?.Host}" : "http://127.0.0.1";
            throw new RefusedException(new Refusal(421, "MisdirectedRequest", $"The console is not served under this name. Open it at {own} and its port."));
        }
    }

    /// <summary>Refuses what pages of others send, with or without our cookie.</summary>
    public void RequireOwnOrigin(HttpRequest request)
    {
        var site = request.Headers[FetchSite].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site is not ("" or "same-origin" or "none") || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}"))
        {
            throw Refusal.Forbidden("This was sent by a page of another site, and is refused.");
        }
    }

    /// <summary>Refuses changes without the session's token, which no other page can know.</summary>
    public static void RequireToken(HttpRequest request, ConsoleSession session)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return;
        }

        var given = Encoding.UTF8.GetBytes(request.Headers[CsrfHeader].ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(session.Csrf)))
        {
            throw Refusal.Forbidden($"The header {CsrfHeader} is missing or of another session. GET /session says what it must be.");
        }
    }
}
