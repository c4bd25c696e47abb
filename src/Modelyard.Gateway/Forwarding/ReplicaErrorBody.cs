using System.Text;
using System.Text.Json;

namespace Modelyard.Gateway;

/// <summary>A replica's error in OpenAI's shape. Engines have several shapes of their own, and what stands before them may answer in plain text.</summary>
internal static class ReplicaErrorBody
{
    // Errors are short; more than this is not looked at.
    private const int MaxBytes = 64 * 1024;
    private const int MaxText = 500;

    public static async ValueTask<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Min(response.Content.Headers.ContentLength ?? MaxBytes, MaxBytes)];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..length];
    }

    /// <summary>Whether a 404 means that there is no such URL, as web frameworks say it, rather than no such model.</summary>
    public static bool IsAboutRoute(ReadOnlySpan<byte> body)
    {
        var message = Read(body, out var isOpenAI);
        return isOpenAI ? body.IndexOf("\"unknown_url\""u8) >= 0 : message is null or "Not Found" or "404 page not found";
    }

    /// <summary>Null when the body has OpenAI's shape already.</summary>
    public static OpenAIError? Translate(int status, ReadOnlySpan<byte> body)
    {
        var message = Read(body, out var isOpenAI);
        if (isOpenAI)
        {
            return null;
        }

        return new OpenAIError(
            status,
            status < 500 ? "invalid_request_error" : "server_error",
            null,
            message ?? $"The replica answered with status {status} and no explanation.");
    }

    private static string? Read(ReadOnlySpan<byte> body, out bool isOpenAI)
    {
        isOpenAI = false;
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement, out isOpenAI);
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(body.Length > MaxText ? body[..MaxText] : body).Trim();
            return text.Length == 0 || text.StartsWith('<') ? null : text;
        }
    }

    // {"error":{"message"}} OpenAI; {"message"} older vLLM and TEI; {"error":"…"} TEI, KServe's servers; {"detail":…} FastAPI.
    private static string? Read(JsonElement root, out bool isOpenAI)
    {
        isOpenAI = false;
        if (root.ValueKind == JsonValueKind.String)
        {
            return root.GetString();
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
        {
            isOpenAI = error.TryGetProperty("message", out var inner) && inner.ValueKind == JsonValueKind.String;
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["message", "error", "detail"])
        {
            if (root.TryGetProperty(name, out var value))
            {
                return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
            }
        }

        return null;
    }
}
