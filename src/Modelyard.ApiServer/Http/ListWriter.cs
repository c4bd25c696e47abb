using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes a list of objects; a long one is sent while it is written, so that all of it is never in memory once more.</summary>
internal static class ListWriter
{
    public static async Task WriteAsync(HttpContext http, string kind, string apiVersion, JsonObject metadata, IEnumerable<ObjectView> items)
    {
        // YAML is made of the whole.
        var sendable = !ContentNegotiation.PrefersYaml(http.Request);
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using var writer = new Utf8JsonWriter(buffer, ResponseWriter.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, kind);
        writer.WriteString("apiVersion"u8, apiVersion);
        writer.WritePropertyName("metadata"u8);
        metadata.WriteTo(writer, ApiJson.Options);
        writer.WriteStartArray("items"u8);
        Stream? body = null;
        foreach (var item in items)
        {
            item.WriteTo(writer);
            if (sendable && buffer.WrittenCount + writer.BytesPending >= ResponseWriter.CompressionThreshold)
            {
                body ??= await ResponseWriter.BeginLargeAsync(http, StatusCodes.Ok, ResponseWriter.Json, length: null);
                await SendAsync(body);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        if (body is null)
        {
            await writer.FlushAsync(http.RequestAborted);
            await ResponseWriter.WriteDocumentAsync(http, StatusCodes.Ok, buffer.WrittenMemory);
            return;
        }

        await SendAsync(body);
        await ResponseWriter.EndLargeAsync(body);

        async Task SendAsync(Stream to)
        {
            await writer.FlushAsync(http.RequestAborted);
            await to.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
            buffer.ResetWrittenCount();
        }
    }
}
