using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Reads an object of a known kind from a request, in any format clients send.</summary>
internal sealed class ObjectDecoder
{
    private const string Accepted = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    public async Task<JsonObject> ReadAsync(ApiRequest request)
    {
        var document = await ReadAsync(request.Http);
        if (!request.Kind.IsCustom)
        {
            FillKind(document, request.Kind.ApiVersion, request.Kind.Kind);
        }

        RequireKind(document, request.Kind.ApiVersion, request.Kind.Kind);
        return document;
    }

    public static async Task<JsonObject> ReadAsync(Microsoft.AspNetCore.Http.HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        return Decode(RequestBody.MediaType(http.Request), body.Span);
    }

    public static JsonObject DecodeYaml(ReadOnlySpan<byte> body)
    {
        try
        {
            return ManifestReader.ReadSingle(Encoding.UTF8.GetString(body));
        }
        catch (ManifestException error)
        {
            throw StatusErrors.BadRequest($"error decoding YAML: {error.Message}");
        }
    }

    /// <summary>The URL has said what kind it is; typed clients do not say it again, except of kinds that users define.</summary>
    public static void FillKind(JsonObject document, string apiVersion, string kind)
    {
        if (string.IsNullOrEmpty(document["apiVersion"]?.ToString()))
        {
            document["apiVersion"] = apiVersion;
        }

        if (string.IsNullOrEmpty(document["kind"]?.ToString()))
        {
            document["kind"] = kind;
        }
    }

    /// <summary>Refuses an object that says it is of another kind or version than the URL it was sent to.</summary>
    public static void RequireKind(JsonObject document, string apiVersion, string kind)
    {
        var givenVersion = document["apiVersion"]?.ToString();
        var givenKind = document["kind"]?.ToString();
        if (string.IsNullOrEmpty(givenVersion) || string.IsNullOrEmpty(givenKind))
        {
            throw StatusErrors.BadRequest($"Object 'Kind' or 'apiVersion' is missing; expected apiVersion: {apiVersion}, kind: {kind}");
        }

        if (givenKind != kind)
        {
            throw StatusErrors.BadRequest($"{givenKind} in version \"{Version(givenVersion)}\" cannot be handled as a {kind}");
        }

        if (givenVersion != apiVersion)
        {
            throw StatusErrors.BadRequest($"the API version in the data ({givenVersion}) does not match the expected API version ({apiVersion})");
        }
    }

    public static JsonObject Decode(string mediaType, ReadOnlySpan<byte> body) => mediaType switch
    {
        "application/json" or "" => RequestBody.ParseObject(body),
        "application/yaml" or "text/yaml" => DecodeYaml(body),
        ProtobufDecoder.MediaType => ProtobufDecoder.Decode(body),
        _ => throw StatusErrors.UnsupportedMediaType(Accepted),
    };

    private static string Version(string apiVersion) => apiVersion[(apiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
