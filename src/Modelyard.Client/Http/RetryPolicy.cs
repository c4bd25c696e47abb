using System.Net;
using System.Net.Sockets;

namespace Modelyard.Client;

/// <summary>When a request may be sent again without anybody being surprised: never when the server may have acted on it.</summary>
internal sealed class RetryPolicy(TimeProvider time)
{
    private const int MaxAttempts = 5;
    private const double Jitter = 0.2;

    // Who is told to wait longer has better things to do than to wait: the caller decides.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before the next attempt after this answer; null when there must be none.</summary>
    public TimeSpan? After(HttpResponseMessage response, int attempt)
    {
        // With these two and a Retry-After the server says that it has not looked at the request, so that any verb may be repeated.
        if (attempt >= MaxAttempts || response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            || response.Headers.RetryAfter is not { } header
            || (header.Delta ?? header.Date - time.GetUtcNow()) is not { } asked || asked > LongestWait)
        {
            return null;
        }

        // Many were told the same at the same moment.
        var least = Backoff.Exponential(attempt);
        return (asked > least ? asked : least) * (1 + (Jitter * Random.Shared.NextDouble()));
    }

    /// <summary>How long to wait before the next attempt after a connection that broke before an answer came; null when there must be none.</summary>
    public static TimeSpan? After(HttpMethod method, HttpRequestException failure, int attempt) =>
        attempt < MaxAttempts && method == HttpMethod.Get && IsBrokenConnection(failure) ? Backoff.Exponential(attempt) : null;

    private static bool IsBrokenConnection(HttpRequestException failure) =>
        failure is not CredentialException
        && (failure.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError
            || Causes(failure).OfType<SocketException>().Any(e => e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown));

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
