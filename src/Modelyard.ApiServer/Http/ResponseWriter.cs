using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes answers: JSON of known length, compressed when that pays.</summary>
internal static class ResponseWriter
{
    public const string Json = "application/json";

    // As Kubernetes: below this, compressing costs more time than it saves.
    private const int CompressionThreshold = 128 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = ApiJson.Options.Encoder };

    public static Task WriteAsync(HttpContext http, int code, JsonNode document) =>
        WriteAsync(http, code, writer => document.WriteTo(writer, ApiJson.Options));

    public static Task WriteAsync(HttpContext http, Status status)
    {
        if (status.Details?.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return WriteAsync(http, status.Code, writer => JsonSerializer.Serialize(writer, status, ApiJson.Options));
    }

    public static async Task WriteAsync(HttpContext http, int code, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        await WriteBytesAsync(http, code, Json, buffer.WrittenMemory);
    }

    public static async Task WriteBytesAsync(HttpContext http, int code, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = code;
        response.ContentType = contentType;
        if (body.Length >= CompressionThreshold && http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
            await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(body, http.RequestAborted);
            return;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Sends the headers of a stream, although there is nothing to send after them yet: clients wait for them.</summary>
    public static async Task BeginAsync(HttpContext http, CancellationToken cancellationToken)
    {
        await http.Response.StartAsync(cancellationToken);

        // Starting alone leaves the headers in the server's buffer.
        await http.Response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>One line of a stream, sent at once.</summary>
    public static async Task WriteLineAsync(HttpContext http, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var pipe = http.Response.BodyWriter;
        using (var writer = new Utf8JsonWriter(pipe, WriterOptions))
        {
            write(writer);
        }

        pipe.GetSpan(1)[0] = (byte)'\n';
        pipe.Advance(1);
        await pipe.FlushAsync(cancellationToken);
    }
}
