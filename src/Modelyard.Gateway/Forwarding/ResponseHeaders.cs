using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Gateway;

/// <summary>Passes a replica's headers on, but for those that are about the connection or that the gateway gives itself.</summary>
internal static class ResponseHeaders
{
    private static readonly FrozenSet<string> Withheld = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Date", "Server", "Set-Cookie", "X-Request-Id", "OpenAI-Version", "OpenAI-Organization", "OpenAI-Processing-Ms", "Access-Control-Allow-Origin",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Copy(HttpResponseMessage from, HttpResponse to, bool keepLength)
    {
        foreach (var (name, values) in from.Headers.NonValidated)
        {
            if (!IsWithheld(name) && !from.Headers.Connection.Contains(name))
            {
                to.Headers[name] = values.ToString();
            }
        }

        foreach (var (name, values) in from.Content.Headers.NonValidated)
        {
            if (keepLength || !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                to.Headers[name] = values.ToString();
            }
        }
    }

    // How an external service limits us is not how its callers are limited here.
    private static bool IsWithheld(string name) => Withheld.Contains(name) || name.StartsWith("x-ratelimit-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks proxies between the gateway and the client not to collect events before they pass them on.</summary>
    public static void ForbidBuffering(HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
    }
}
