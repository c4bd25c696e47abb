using System.Text.Json;

namespace Modelyard.Library;

/// <summary>Reads documents that strangers wrote: whatever is not there, or not of its type, is said by the name of the field.</summary>
internal static class SignatureJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="SignatureFormatException">It is no JSON object.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> document, string what)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document, Options);
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? parsed.RootElement.Clone() : throw new SignatureFormatException($"{what} is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new SignatureFormatException($"{what} is not JSON", e);
        }
    }

    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement Object(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Object } value ? value : throw Missing(name, "object");

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Missing(name, "list");

    public static string? TextOrNull(this JsonElement element, string name) => element.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => Read(value, name),
        _ => throw Missing(name, "text"),
    };

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Select(i => i.ValueKind == JsonValueKind.String ? Read(i, name) : throw Missing(name, "list of texts"))];

    public static string Text(this JsonElement element, string name) => element.TextOrNull(name) ?? throw Missing(name, "text");

    public static byte[] Bytes(this JsonElement element, string name)
    {
        try
        {
            return Convert.FromBase64String(element.Text(name));
        }
        catch (FormatException e)
        {
            throw new SignatureFormatException($"its field {name} is not base64", e);
        }
    }

    // A lone surrogate is JSON, but no text.
    private static string Read(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new SignatureFormatException($"its field {name} is not text", e);
        }
    }

    private static SignatureFormatException Missing(string name, string type) => new($"it has no {type} {name}");
}
