using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Modelyard.WebConsole;

/// <summary>A request as it is passed on: what is not named is left out, credentials above all.</summary>
internal static class ForwardedRequest
{
    public static HttpRequestMessage Create(HttpRequest from, Uri target, IEnumerable<string> headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), target);
        foreach (var name in headers)
        {
            if (from.Headers.TryGetValue(name, out var values))
            {
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        if (from.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            request.Content = new StreamContent(from.Body);
            request.Content.Headers.ContentLength = from.ContentLength;
            if (from.ContentType is { } type)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        return request;
    }

    /// <summary>Where the rest of the path leads.</summary>
    /// <exception cref="RefusedException">It could lead elsewhere, depending on who reads it.</exception>
    public static Uri Target(Uri server, HttpRequest from, PathString prefix)
    {
        from.Path.StartsWithSegments(prefix, out var rest);
        return Target(server, rest.Value ?? "", from.QueryString);
    }

    /// <summary>Where a path leads.</summary>
    /// <exception cref="RefusedException">It could lead elsewhere, depending on who reads it.</exception>
    public static Uri Target(Uri server, string path, QueryString query)
    {
        var segments = path.Split('/');
        foreach (var segment in segments)
        {
            // The web server has decoded once. What is still encoded, or would be taken for a separator by the next to read it, is no name of anything.
            if (segment is "." or ".." || segment.AsSpan().ContainsAny('%', '\\') || segment.Any(char.IsControl))
            {
                throw Refusal.BadRequest("A part of the path is no name: it is \"..\", or holds an encoded slash, a percent sign or a backslash.");
            }
        }

        var escaped = string.Join('/', segments.Select(Uri.EscapeDataString));
        return new Uri($"{server.GetLeftPart(UriPartial.Authority)}{(escaped.StartsWith('/') ? escaped : "/" + escaped)}{query.ToUriComponent()}");
    }
}
