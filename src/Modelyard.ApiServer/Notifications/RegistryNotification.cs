using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>What registries send when something happens: the Distribution registry (<c>events</c> with an <c>action</c> each) and Harbor (<c>type</c>).</summary>
internal static class RegistryNotification
{
    /// <summary>Whether it is only about somebody reading, which looking through a source does itself. What cannot be read may be anything.</summary>
    public static bool IsAboutReadingOnly(ReadOnlySpan<byte> body)
    {
        try
        {
            var actions = body.IsEmpty ? [] : Actions(JsonNode.Parse(body) as JsonObject);
            return actions.Count > 0 && actions.TrueForAll(a => a.StartsWith("pull", StringComparison.OrdinalIgnoreCase));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<string> Actions(JsonObject? body) =>
    [
        .. (body?["events"] as JsonArray ?? []).Select(e => (e as JsonObject)?["action"]?.ToString() ?? "unknown"),
        .. body?["type"] is JsonValue type ? [type.ToString()] : Array.Empty<string>(),
    ];
}
