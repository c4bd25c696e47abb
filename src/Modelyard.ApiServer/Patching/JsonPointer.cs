using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>RFC 6901: finds the place in a document that a path such as <c>/spec/containers/0/image</c> names.</summary>
internal readonly struct JsonPointer
{
    private readonly string[] _tokens;

    private JsonPointer(string[] tokens) => _tokens = tokens;

    public bool IsRoot => _tokens.Length == 0;

    public static JsonPointer Parse(string text)
    {
        if (text.Length == 0)
        {
            return new JsonPointer([]);
        }

        return text[0] == '/'
            ? new JsonPointer([.. text[1..].Split('/').Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))])
            : throw new JsonPatchException($"path \"{text}\" does not start with '/'");
    }

    public JsonNode? Read(JsonNode root)
    {
        JsonNode? node = root;
        foreach (var token in _tokens)
        {
            node = Child(node, token);
        }

        return node;
    }

    public void Add(JsonNode root, JsonNode? value)
    {
        var (parent, token) = Parent(root);
        switch (parent)
        {
            case JsonObject container:
                container[token] = value;
                break;
            case JsonArray list when token == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list.Insert(Index(token, list.Count + 1), value);
                break;
            default:
                throw Missing();
        }
    }

    public void Replace(JsonNode root, JsonNode? value)
    {
        var (parent, token) = Parent(root);
        switch (parent)
        {
            case JsonObject container when container.ContainsKey(token):
                container[token] = value;
                break;
            case JsonArray list:
                list[Index(token, list.Count)] = value;
                break;
            default:
                throw Missing();
        }
    }

    public JsonNode? Remove(JsonNode root)
    {
        var (parent, token) = Parent(root);
        switch (parent)
        {
            case JsonObject container when container.ContainsKey(token):
                var value = container[token];
                container.Remove(token);
                return value;
            case JsonArray list:
                var index = Index(token, list.Count);
                var item = list[index];
                list.RemoveAt(index);
                return item;
            default:
                throw Missing();
        }
    }

    public override string ToString() => string.Concat(_tokens.Select(t => "/" + t));

    private (JsonNode? Parent, string Token) Parent(JsonNode root)
    {
        JsonNode? node = root;
        foreach (var token in _tokens.AsSpan(0, _tokens.Length - 1))
        {
            node = Child(node, token);
        }

        return (node, _tokens[^1]);
    }

    private JsonNode? Child(JsonNode? node, string token) => node switch
    {
        JsonObject container when container.TryGetPropertyValue(token, out var value) => value,
        JsonArray list => list[Index(token, list.Count)],
        _ => throw Missing(),
    };

    private int Index(string token, int bound) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < bound ? index : throw Missing();

    private JsonPatchException Missing() => new($"doc is missing path: \"{this}\": missing value");
}

/// <summary>A JSON patch that does not fit the document.</summary>
internal sealed class JsonPatchException(string message) : Exception(message);
