using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>/openapi/v3</c>: an index, and one document for each group version; <c>/openapi/v2</c>: one of everything. Made when first asked for.</summary>
internal sealed class OpenApiEndpoints(KindCatalog catalog)
{
    // One for each group version, of the kinds it had when the document was made: kinds of other groups come and go without it.
    private readonly ConcurrentDictionary<GroupVersion, Edition> _documents = new();

    public async Task<bool> TryHandleAsync(HttpContext http, ReadOnlyMemory<string> segments)
    {
        if (segments.Span is not (["openapi", "v3", ..] or ["openapi", "v2"]))
        {
            return false;
        }

        if (!HttpMethods.IsGet(http.Request.Method))
        {
            throw StatusErrors.MethodNotAllowed();
        }

        var kinds = catalog.Current;
        if (segments.Span[1] == "v2")
        {
            await WriteV2Async(http, kinds);
            return true;
        }

        if (segments.Length == 2)
        {
            await ResponseWriter.WriteAsync(http, StatusCodes.Ok, Index(kinds));
            return true;
        }

        var path = string.Join('/', segments[2..].ToArray());
        var groupVersion = kinds.GroupVersions.Cast<GroupVersion?>().FirstOrDefault(g => Path(g!.Value) == path) ?? throw StatusErrors.NoSuchPath();
        var document = Find(kinds, groupVersion);
        http.Response.Headers.ETag = $"\"{document.Hash}\"";
        if (http.Request.Query["hash"] == document.Hash)
        {
            // The address names the content, so it can be kept for good.
            http.Response.Headers.CacheControl = "public, immutable";
        }

        await ResponseWriter.WriteBytesAsync(http, StatusCodes.Ok, ResponseWriter.Json, document.Bytes);
        return true;
    }

    /// <summary>JSON, or what Go's clients ask for by either of the two names it has had.</summary>
    private static Task WriteV2Async(HttpContext http, KindCatalogSnapshot kinds)
    {
        var document = OpenApiV2.Build(kinds.Kinds);
        http.Response.Headers.Vary = "Accept";
        return http.Request.Headers.Accept.ToString().Contains("com.github.proto-openapi.spec.v2", StringComparison.Ordinal)
            ? ResponseWriter.WriteBytesAsync(http, StatusCodes.Ok, OpenApiV2Protobuf.ContentType, OpenApiV2Protobuf.Encode(document))
            : ResponseWriter.WriteAsync(http, StatusCodes.Ok, document);
    }

    private JsonObject Index(KindCatalogSnapshot kinds)
    {
        var paths = new JsonObject();
        foreach (var groupVersion in kinds.GroupVersions)
        {
            var path = Path(groupVersion);
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={Find(kinds, groupVersion).Hash}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    private static string Path(GroupVersion groupVersion) => groupVersion.Group.Length == 0 ? $"api/{groupVersion.Version}" : $"apis/{groupVersion}";

    private Document Find(KindCatalogSnapshot kinds, GroupVersion groupVersion)
    {
        KindDescriptor[] current = [.. kinds.In(groupVersion)];
        return _documents.AddOrUpdate(
            groupVersion,
            static (_, now) => new Edition(now, new(() => Build(now))),
            static (_, known, now) => known.Kinds.SequenceEqual(now, ReferenceEqualityComparer.Instance) ? known : new Edition(now, new(() => Build(now))),
            current).Document.Value;
    }

    private static Document Build(KindDescriptor[] kinds)
    {
        var schemas = new OpenApiSchemas();
        var paths = new JsonObject();
        foreach (var kind in kinds)
        {
            OpenApiPaths.Add(paths, kind, schemas.Add(kind));
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Modelyard", ["version"] = "v1" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.Components },
        };
        var bytes = Encoding.UTF8.GetBytes(document.ToJsonString(ApiJson.Options));
        return new Document(bytes, Convert.ToHexString(SHA256.HashData(bytes)));
    }

    private sealed record Edition(KindDescriptor[] Kinds, Lazy<Document> Document);

    private sealed record Document(byte[] Bytes, string Hash);
}
