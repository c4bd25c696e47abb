using System.Text.Json.Nodes;

namespace Modelyard.Client;

/// <summary>A partial change and how the server is to read it.</summary>
/// <param name="ContentType">The patch media type.</param>
/// <param name="Body">The patch document.</param>
/// <param name="FieldManager">Who applies; required for server-side apply.</param>
/// <param name="Force">For server-side apply: take over fields that others manage.</param>
public sealed record Patch(string ContentType, JsonNode Body, string? FieldManager = null, bool Force = false)
{
    /// <summary>RFC 7386 merge patch.</summary>
    public static Patch Merge(JsonObject body) => new("application/merge-patch+json", body);

    /// <summary>RFC 6902 JSON patch.</summary>
    public static Patch Json(JsonArray operations) => new("application/json-patch+json", operations);

    /// <summary>Server-side apply.</summary>
    public static Patch Apply(JsonObject configuration, string fieldManager, bool force = false) =>
        new("application/apply-patch+yaml", configuration, fieldManager, force);
}
