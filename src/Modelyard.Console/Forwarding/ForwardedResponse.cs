using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>An answer as it is passed on: piece by piece, as it comes.</summary>
internal static class ForwardedResponse
{
    private const int BufferSize = 64 * 1024;

    // About the connection, or given by the console itself; cookies and a browser's own sign-in box are nobody else's to ask for.
    private static readonly FrozenSet<string> Withheld = new[]
    {
        "Cache-Control", "Connection", "Content-Security-Policy", "Date", "Keep-Alive", "Proxy-Authenticate", "Server", "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade",
        "WWW-Authenticate", "X-Content-Type-Options",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static async Task CopyAsync(HttpResponseMessage from, HttpContext http, CancellationToken cancellationToken)
    {
        var to = http.Response;
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
        {
            if (!Withheld.Contains(name) && !name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase))
            {
                to.Headers[name] = values.ToArray();
            }
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        // Asks proxies in between not to collect events before they pass them on.
        to.Headers["X-Accel-Buffering"] = "no";
        await to.StartAsync(cancellationToken);
        await to.Body.FlushAsync(cancellationToken);
        await using var body = await from.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                await to.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The session is over, or the console stops: an answer without an end says that there was more.
            http.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
