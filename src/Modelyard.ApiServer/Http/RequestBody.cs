using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Reads request bodies, whole and bounded.</summary>
internal static class RequestBody
{
    /// <summary>Kubernetes' own bound on a request.</summary>
    public const int Limit = 3 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strictness = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            throw StatusErrors.TooLarge(Limit);
        }

        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken);
            if (result.Buffer.Length > Limit)
            {
                throw StatusErrors.TooLarge(Limit);
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                request.BodyReader.AdvanceTo(result.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>The media type without parameters, in lower case; empty when none is given.</summary>
    public static string MediaType(HttpRequest request)
    {
        var value = request.ContentType.AsSpan();
        var end = value.IndexOf(';');
        return (end < 0 ? value : value[..end]).Trim().ToString().ToLowerInvariant();
    }

    public static JsonNode ParseJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var node = JsonNode.Parse(body, documentOptions: Strictness) ?? throw StatusErrors.BadRequest("the body is null; send an object");
            if (body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0)
            {
                // Half a character is only noticed when the text is read, which otherwise nobody need do before it is stored.
                node.ToJsonString();
            }

            return node;
        }
        catch (InvalidOperationException error)
        {
            throw StatusErrors.BadRequest($"couldn't get version/kind; json parse error: {error.Message}");
        }
        catch (JsonException error)
        {
            throw StatusErrors.BadRequest($"couldn't get version/kind; json parse error: {error.Message}");
        }
    }

    public static JsonObject ParseObject(ReadOnlySpan<byte> body) =>
        ParseJson(body) as JsonObject ?? throw StatusErrors.BadRequest("couldn't get version/kind; json parse error: the body is not an object");
}
