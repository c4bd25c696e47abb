using System.Globalization;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Where a caller's limits stand, under OpenAI's names. Written before the first byte of an answer, and so on streams and refusals too.</summary>
internal static class RateHeaders
{
    public static void Write(IHeaderDictionary headers, in RateStatus status)
    {
        if (status.Requests is { } requests)
        {
            headers["x-ratelimit-limit-requests"] = Text(requests.Limit);
            headers["x-ratelimit-remaining-requests"] = Text(requests.Remaining);
            headers["x-ratelimit-reset-requests"] = DurationText.Format(requests.Reset);
        }

        if (status.Tokens is { } tokens)
        {
            headers["x-ratelimit-limit-tokens"] = Text(tokens.Limit);
            headers["x-ratelimit-remaining-tokens"] = Text(tokens.Remaining);
            headers["x-ratelimit-reset-tokens"] = DurationText.Format(tokens.Reset);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
