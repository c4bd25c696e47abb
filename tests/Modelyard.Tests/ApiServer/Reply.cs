using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>An answer of the API.</summary>
public sealed record Reply(int Code, JsonNode Body, HttpResponseMessage Response)
{
    public string Message => Body["message"]?.ToString() ?? "";

    public string? Reason => Body["reason"]?.ToString();

    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new Reply((int)response.StatusCode, isJson ? JsonNode.Parse(text)! : JsonValue.Create(text), response);
    }
}

public static class JsonNodeReading
{
    /// <summary>The value at a path such as <c>metadata.labels.team</c>, as text; null when there is none.</summary>
    public static string? Text(this JsonNode node, string path) => node.At(path)?.ToString();

    public static JsonNode? At(this JsonNode node, string path)
    {
        JsonNode? current = node;
        foreach (var step in path.Split('.'))
        {
            current = current switch
            {
                JsonArray list => int.Parse(step, null) < list.Count ? list[int.Parse(step, null)] : null,
                JsonObject map => map[step],
                _ => null,
            };
        }

        return current;
    }
}
