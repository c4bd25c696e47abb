using System.Net;

namespace Modelyard.Artifacts;

/// <summary>What a web server's refusal means to the user.</summary>
internal static class HttpStatusFailure
{
    internal static FetchException Of(HttpResponseMessage response, string what, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(FetchFailure.NotFound,
                $"{what} does not exist on the server (HTTP {status}). Check the address."),
            HttpStatusCode.Unauthorized => new(FetchFailure.Unauthorized,
                $"{what} needs credentials (HTTP 401). Write them into the URI (https://user:password@host/…), use a signed link, or give a source of the library a secretRef."),
            HttpStatusCode.Forbidden => new(FetchFailure.Unauthorized,
                $"{what} may not be read with these credentials (HTTP 403). "
                    + "Check what they allow; if the link is a signed one, it may have expired."),
            HttpStatusCode.ProxyAuthenticationRequired => new(FetchFailure.Unauthorized,
                $"the proxy in front of {what} needs credentials: put them into HTTPS_PROXY, or into the proxy of the source."),
            _ => Transient(response, what, time) ?? new(FetchFailure.Unsupported,
                $"{what} cannot be fetched: the server answered HTTP {status} {response.ReasonPhrase}."),
        };
    }

    /// <summary>Answers that may be different a little later, or null.</summary>
    internal static FetchException? Transient(HttpResponseMessage response, string what, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            429 => Later(FetchFailure.RateLimited, "the server limits how often it may be asked (HTTP 429)"),
            408 or 425 or >= 500 => Later(FetchFailure.Unreachable, $"the server answered HTTP {status} {response.ReasonPhrase}"),
            _ => null,
        };

        FetchException Later(FetchFailure reason, string problem) =>
            new(reason, $"{what}: {problem}{Wait(response, time)}", retryAfter: RetryAfter(response, time));
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        _ => RateLimits.Pause(response, time.GetUtcNow()),
    };

    private static string Wait(HttpResponseMessage response, TimeProvider time) =>
        RetryAfter(response, time) is { TotalSeconds: >= 1 } wait ? $" and asks to wait {Math.Ceiling(wait.TotalSeconds):0} s." : ".";
}
