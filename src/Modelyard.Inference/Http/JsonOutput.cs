using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

internal static class JsonOutput
{
    /// <summary>Text leaves as UTF-8, not as escapes; nothing here is ever embedded in a page.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> body, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(response.BodyWriter, Options))
        {
            body(json);
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
