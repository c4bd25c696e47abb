using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Modelyard.Gateway;

/// <summary>Errors on the wire: as a response, or as an event of a stream that has begun; in the words of whoever asks.</summary>
internal static class ErrorWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async ValueTask WriteAsync(GatewayCall call, OpenAIError error)
    {
        var body = new ArrayBufferWriter<byte>(512);
        WriteObject(body, error, call);

        call.StampProcessingTime();
        var response = call.Http.Response;
        response.StatusCode = error.Status;
        var headers = response.Headers;
        headers.ContentType = "application/json";
        headers.ContentLength = body.WrittenCount;
        if (error.RetryAfter is { } wait)
        {
            // Never 0, which clients take for "at once".
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            headers["retry-after-ms"] = Math.Max(1, (long)Math.Ceiling(wait.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (error.IsFinal)
        {
            headers["x-should-retry"] = "false";
        }

        if (error.LimitScope is not null)
        {
            headers["x-modelyard-limit-scope"] = error.LimitScope;
        }

        if (error.Allow is not null)
        {
            headers.Allow = error.Allow;
        }

        if (error.Status == 401)
        {
            headers[HeaderNames.WWWAuthenticate] = "Bearer";
        }

        await response.Body.WriteAsync(body.WrittenMemory, call.Http.RequestAborted);
    }

    /// <summary>An event that clients raise as an error; behind the end of the event the stream is in, if it is in one.</summary>
    public static ReadOnlyMemory<byte> ToEvent(GatewayCall call, OpenAIError error, bool endEvent)
    {
        var body = new ArrayBufferWriter<byte>(512);
        if (endEvent)
        {
            body.Write("\n\n"u8);
        }

        // Clients of streams whose events have names go by those.
        if (call.Operation.NamesEvents)
        {
            body.Write("event: error\n"u8);
        }

        body.Write("data: "u8);
        WriteObject(body, error, call);
        body.Write("\n\n"u8);
        return body.WrittenMemory;
    }

    private static void WriteObject(IBufferWriter<byte> output, OpenAIError error, GatewayCall call)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        if (call.Operation.Dialect == ErrorDialect.Anthropic)
        {
            json.WriteString("type"u8, "error"u8);
            json.WriteStartObject("error"u8);
            json.WriteString("type"u8, AnthropicErrors.TypeOf(error.Status));
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
            json.WriteString("request_id"u8, call.RequestId);
        }
        else
        {
            json.WriteStartObject("error"u8);
            json.WriteString("message"u8, error.Message);
            json.WriteString("type"u8, error.Type);
            json.WriteString("param"u8, error.Param);
            json.WriteString("code"u8, error.Code);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
