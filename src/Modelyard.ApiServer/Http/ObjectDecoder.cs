using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Reads an object of a known kind from a request, in any format clients send.</summary>
internal sealed class ObjectDecoder
{
    private const string Accepted = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    public async Task<JsonObject> ReadAsync(ApiRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
        var document = Decode(RequestBody.MediaType(request.Http.Request), body.Span);
        var kind = request.Kind;
        RequireKind(document, kind);
        return document;
    }

    private static JsonObject Decode(string mediaType, ReadOnlySpan<byte> body) => mediaType switch
    {
        "application/json" or "" => RequestBody.ParseObject(body),
        _ => throw StatusErrors.UnsupportedMediaType(Accepted),
    };

    private static void RequireKind(JsonObject document, KindDescriptor kind)
    {
        var apiVersion = document["apiVersion"]?.ToString();
        var name = document["kind"]?.ToString();
        if (string.IsNullOrEmpty(apiVersion) || string.IsNullOrEmpty(name))
        {
            throw StatusErrors.BadRequest($"Object 'Kind' or 'apiVersion' is missing; expected apiVersion: {kind.ApiVersion}, kind: {kind.Kind}");
        }

        if (name != kind.Kind)
        {
            throw StatusErrors.BadRequest($"{name} in version \"{Version(apiVersion)}\" cannot be handled as a {kind.Kind}: converting ({apiVersion}.{name}) to ({kind.ApiVersion}.{kind.Kind}): unknown conversion");
        }

        if (apiVersion != kind.ApiVersion)
        {
            throw StatusErrors.BadRequest($"the API version in the data ({apiVersion}) does not match the expected API version ({kind.ApiVersion})");
        }
    }

    private static string Version(string apiVersion) => apiVersion[(apiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
