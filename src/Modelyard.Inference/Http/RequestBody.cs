using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary>
/// A request's JSON. The parser leaves strings undecoded, so bytes that are no UTF-8 and halves of surrogate pairs would only be
/// noticed, as an exception, wherever a string is first looked at: they are refused here.
/// </summary>
internal static class RequestBody
{
    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (IsText(document.RootElement))
        {
            return document;
        }

        document.Dispose();
        throw new JsonException("its text is not valid UTF-8.");
    }

    private static bool IsText(JsonElement root)
    {
        var raw = JsonMarshal.GetRawUtf8Value(root);
        return Utf8.IsValid(raw) && (raw.IndexOf("\\u"u8) < 0 || Decodes(root));
    }

    private static bool Decodes(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    return element.GetString() is not null;
                case JsonValueKind.Array:
                    return element.EnumerateArray().All(Decodes);
                case JsonValueKind.Object:
                    return element.EnumerateObject().All(m => m.Name is not null && Decodes(m.Value));
                default:
                    return true;
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
