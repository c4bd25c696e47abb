using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>Where a listing goes on (RFC 8288).</summary>
internal static partial class HttpLinks
{
    /// <summary>A page more than this and a listing is taken for one without end.</summary>
    internal const int MaxPages = 1000;

    internal static Uri? Next(HttpResponseMessage response, Uri current) =>
        response.Headers.TryGetValues("Link", out var links) && NextLink().Match(string.Join(',', links)) is { Success: true } match
            ? new Uri(current, match.Groups[1].Value)
            : null;

    [GeneratedRegex("<([^>]+)>\\s*;[^,]*\\brel=\"?next\"?")]
    private static partial Regex NextLink();
}
