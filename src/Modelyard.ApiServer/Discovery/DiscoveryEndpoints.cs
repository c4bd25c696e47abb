using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>/api</c>, <c>/apis</c> and what lies directly under them.</summary>
internal sealed class DiscoveryEndpoints(KindCatalog catalog)
{
    /// <summary>Answers if the path is one of discovery's; false when it goes on to a resource.</summary>
    public async Task<bool> TryHandleAsync(HttpContext http, ReadOnlyMemory<string> segments)
    {
        var kinds = catalog.Current;
        if (segments.Length == 1 && ContentNegotiation.Accepts(http.Request, "apidiscovery.k8s.io", "v2", "APIGroupDiscoveryList"))
        {
            RequireGet(http);
            var all = segments.Span[0] == "api" ? AggregatedDiscovery.Core(kinds) : AggregatedDiscovery.Groups(kinds);
            http.Response.Headers.Vary = "Accept";
            await ResponseWriter.WriteBytesAsync(
                http, StatusCodes.Ok, AggregatedDiscovery.ContentType, Encoding.UTF8.GetBytes(all.ToJsonString(ApiJson.Options)));
            return true;
        }

        if (!IsDiscovery(segments.Span))
        {
            return false;
        }

        RequireGet(http);
        var document = Find(http, kinds, segments.Span) ?? throw StatusErrors.NoSuchPath();
        await ResponseWriter.WriteAsync(http, StatusCodes.Ok, document);
        return true;
    }

    private static bool IsDiscovery(ReadOnlySpan<string> segments) =>
        segments is ["api"] or ["api", _] or ["apis"] or ["apis", _] or ["apis", _, _];

    private static JsonObject? Find(HttpContext http, KindCatalogSnapshot kinds, ReadOnlySpan<string> segments) => segments switch
    {
        ["api"] => DiscoveryDocuments.CoreVersions(http.Request.Host.Value ?? ""),
        ["api", var version] => DiscoveryDocuments.Resources(kinds, new GroupVersion("", version)),
        ["apis"] => DiscoveryDocuments.Groups(kinds),
        ["apis", var group] => DiscoveryDocuments.Group(kinds, group),
        ["apis", var group, var version] => DiscoveryDocuments.Resources(kinds, new GroupVersion(group, version)),
        _ => null,
    };

    private static void RequireGet(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            throw StatusErrors.MethodNotAllowed();
        }
    }
}
