using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>What of a request may be written down, and how.</summary>
internal static class AuditedRequest
{
    /// <summary>As other servers log it: the client closed the connection before the answer.</summary>
    public const int Abandoned = 499;

    private const int Longest = 1024;

    /// <summary>What is known to hold no secret. Of anything else in a query only the name is kept.</summary>
    private static readonly HashSet<string> Parameters = new(StringComparer.Ordinal)
    {
        "allowUnsigned", "allowWatchBookmarks", "container", "continue", "dryRun", "fieldManager", "fieldSelector", "fieldValidation", "follow", "force",
        "gracePeriodSeconds", "labelSelector", "limit", "orphanDependents", "pretty", "previous", "propagationPolicy", "resourceVersion",
        "resourceVersionMatch", "sendInitialEvents", "sinceSeconds", "sinceTime", "tailLines", "timeout", "timeoutSeconds", "timestamps", "watch", "with",
    };

    /// <summary>Whether a call asks for a change. Questions are posted, but change nothing.</summary>
    public static bool IsMutating(HttpRequest request, ResourcePath? path) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && (path is null || !ReviewKinds.IsQuestion(path));

    /// <summary>What a call would do, for one that was refused before that was looked at.</summary>
    public static string VerbOf(HttpRequest request, ResourcePath? path) => request.Method switch
    {
        var m when path is null => m.ToLowerInvariant(),
        var m when HttpMethods.IsGet(m) || HttpMethods.IsHead(m) => path.Name is not null ? "get" : ApiRequest.IsSet(request.Query, "watch") ? "watch" : "list",
        var m when HttpMethods.IsPost(m) => "create",
        var m when HttpMethods.IsPut(m) => "update",
        var m when HttpMethods.IsPatch(m) => "patch",
        var m when HttpMethods.IsDelete(m) => path.Name is null ? "deletecollection" : "delete",
        var m => m.ToLowerInvariant(),
    };

    public static string UriOf(HttpRequest request)
    {
        var query = new QueryBuilder(request.Query.SelectMany(
            static p => p.Value, static (p, value) => KeyValuePair.Create(p.Key, Parameters.Contains(p.Key) ? value ?? "" : "...")));
        return Shorten(request.Path.ToUriComponent() + query.ToQueryString());
    }

    /// <summary>
    /// Addresses of whoever called over the network, or <c>unix</c>. A part of this process has none of its own, and says for whom it calls: of anybody else that
    /// would be worth nothing.
    /// </summary>
    public static IReadOnlyList<string> SourceOf(HttpContext http) =>
        http.Features.Get<UserIdentity>() is null ? [http.Connection.RemoteIpAddress?.ToString() ?? "unix"]
        : http.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } address ? [Shorten(address)]
        : [];

    /// <summary>Why a call was refused, in words, unless the words may quote what was sent.</summary>
    public static string? MessageOf(Status? status) => status?.Code is 401 or 403 or 404 or 405 or 429 or 503 or 504 ? Shorten(status.Message ?? "") : null;

    public static string Shorten(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return new StringBuilder(text, 0, end, end + 3).Append("...").ToString();
    }
}
