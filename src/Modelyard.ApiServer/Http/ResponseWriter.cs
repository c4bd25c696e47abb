using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes answers: JSON, or YAML for who prefers it, of known length, and compressed when that pays.</summary>
internal static class ResponseWriter
{
    public const string Json = "application/json";

    private const string Yaml = "application/yaml";

    // As Kubernetes: below this, compressing costs more time than it saves.
    public const int CompressionThreshold = 128 * 1024;

    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = ApiJson.Options.Encoder };

    public static Task WriteAsync(HttpContext http, int code, JsonNode document) =>
        WriteAsync(http, code, writer => document.WriteTo(writer, ApiJson.Options));

    public static Task WriteAsync(HttpContext http, Status status)
    {
        if (status.Details?.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return WriteAsync(http, status.Code, writer => JsonSerializer.Serialize(writer, status, ApiJson.Options), status);
    }

    public static Task WriteAsync(HttpContext http, int code, Action<Utf8JsonWriter> write) => WriteAsync(http, code, write, null);

    private static async Task WriteAsync(HttpContext http, int code, Action<Utf8JsonWriter> write, Status? status)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        await WriteDocumentAsync(http, code, buffer.WrittenMemory, status);
    }

    /// <summary>Writes a document that was made as JSON.</summary>
    public static Task WriteDocumentAsync(HttpContext http, int code, ReadOnlyMemory<byte> json, Status? status = null) => ContentNegotiation.PrefersYaml(http.Request)
        ? WriteBytesAsync(http, code, Yaml, Encoding.UTF8.GetBytes(YamlWriter.Write(JsonNode.Parse(json.Span))), status)
        : WriteBytesAsync(http, code, Json, json, status);

    public static async Task WriteBytesAsync(HttpContext http, int code, string contentType, ReadOnlyMemory<byte> body, Status? status = null)
    {
        await AuditAsync(http, code, status);
        if (body.Length >= CompressionThreshold)
        {
            var large = await BeginLargeAsync(http, code, contentType, body.Length);
            await large.WriteAsync(body, http.RequestAborted);
            await EndLargeAsync(large);
            return;
        }

        http.Response.StatusCode = code;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Begins an answer of more than <see cref="CompressionThreshold"/> bytes.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="code">The status code.</param>
    /// <param name="contentType">What it is.</param>
    /// <param name="length">How long it will be in bytes; null when that is not known yet.</param>
    public static async Task<Stream> BeginLargeAsync(HttpContext http, int code, string contentType, long? length)
    {
        await AuditAsync(http, code, null);
        var response = http.Response;
        response.StatusCode = code;
        response.ContentType = contentType;
        response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "gzip";
            return new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        }

        response.ContentLength = length;
        return response.Body;
    }

    public static ValueTask EndLargeAsync(Stream body) => body is GZipStream ? body.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Sends the headers of a stream, although there is nothing to send after them yet: clients wait for them.</summary>
    public static async Task BeginAsync(HttpContext http, CancellationToken cancellationToken)
    {
        await http.Response.StartAsync(cancellationToken);

        // Starting alone leaves the headers in the server's buffer.
        await http.Response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>Here all answers leave but streams, which change nothing: so none of a change can leave unrecorded.</summary>
    private static Task AuditAsync(HttpContext http, int code, Status? status) => RequestAudit.Of(http)?.BeforeAnswerAsync(code, status) ?? Task.CompletedTask;
}
