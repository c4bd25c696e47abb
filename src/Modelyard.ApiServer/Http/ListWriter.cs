using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes a list of objects; a long one is sent while it is read and written, so that all of it is never in memory.</summary>
internal static class ListWriter
{
    public static async Task WriteAsync(
        HttpContext http, string kind, string apiVersion, JsonObject metadata, IAsyncEnumerable<IReadOnlyList<ObjectView>> pages)
    {
        // YAML is made of the whole.
        var sendable = !ContentNegotiation.PrefersYaml(http.Request);
        var buffer = new ArrayBufferWriter<byte>(4096);
        WriteBeginning(buffer, kind, apiVersion, metadata);
        Stream? body = null;
        var first = true;
        await foreach (var page in pages)
        {
            foreach (var item in page)
            {
                buffer.Write(first ? default : ","u8);
                first = false;
                item.WriteTo(buffer);
                if (sendable && buffer.WrittenCount >= ResponseWriter.CompressionThreshold)
                {
                    body ??= await ResponseWriter.BeginLargeAsync(http, StatusCodes.Ok, ResponseWriter.Json, length: null);
                    await SendAsync(body);
                }
            }
        }

        buffer.Write("]}"u8);
        if (body is null)
        {
            await ResponseWriter.WriteDocumentAsync(http, StatusCodes.Ok, buffer.WrittenMemory);
            return;
        }

        await SendAsync(body);
        await ResponseWriter.EndLargeAsync(body);

        async Task SendAsync(Stream to)
        {
            await to.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>All up to the first item.</summary>
    private static void WriteBeginning(IBufferWriter<byte> buffer, string kind, string apiVersion, JsonObject metadata)
    {
        using var writer = new Utf8JsonWriter(buffer, ResponseWriter.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, kind);
        writer.WriteString("apiVersion"u8, apiVersion);
        writer.WritePropertyName("metadata"u8);
        metadata.WriteTo(writer, ApiJson.Options);
        writer.WriteStartArray("items"u8);
        writer.Flush();
    }
}
