using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>
/// Reads manifests as kubectl does: YAML with several documents, or JSON. Values get the types kubectl gives them, so that a manifest means
/// the same here and in a cluster.
/// </summary>
public static class ManifestReader
{
    /// <summary>All objects of a manifest, in order. Empty documents are left out and lists (<c>kind: List</c>) replaced by their items.</summary>
    /// <param name="text">The manifest.</param>
    /// <param name="source">Name of the file, for error messages.</param>
    /// <exception cref="ManifestException">The text is not a manifest.</exception>
    public static IReadOnlyList<Manifest> ReadAll(string text, string? source = null)
    {
        var objects = new List<Manifest>();
        foreach (var (node, line) in Documents(text, source))
        {
            Add(node, line, source, objects);
        }

        return objects;
    }

    /// <summary>The one object of a document.</summary>
    /// <exception cref="ManifestException">There is none, or more than one, or the text cannot be read.</exception>
    public static JsonObject ReadSingle(string text, string? source = null)
    {
        var documents = Documents(text, source).Where(d => d.Value is not null).ToList();
        return documents switch
        {
            [] => throw new ManifestException("there is no object here", 1, source),
            [var (node, line)] => node as JsonObject ?? throw NotAnObject(line, source),
            [_, var (_, line), ..] => throw new ManifestException("only one object is expected, but a second starts here", line, source),
        };
    }

    /// <summary>Every document of a text, whatever it holds; null for an empty one.</summary>
    internal static IEnumerable<(JsonNode? Value, int Line)> Documents(string text, string? source)
    {
        if (JsonText.LooksLikeJson(text))
        {
            try
            {
                return JsonText.Read(text, source);
            }
            catch (ManifestException wrongJson)
            {
                // "{a: b}" is not JSON, but good YAML. When it is neither, the braces say what was meant.
                try
                {
                    return new YamlComposer(text, source).Documents();
                }
                catch (ManifestException)
                {
                    throw wrongJson;
                }
            }
        }

        return new YamlComposer(text, source).Documents();
    }

    private static void Add(JsonNode? node, int line, string? source, List<Manifest> objects)
    {
        switch (node)
        {
            case null:
                break;
            case JsonObject list when list["kind"]?.ToString() == "List" && list["items"] is JsonArray items:
                foreach (var item in items)
                {
                    Add(item?.DeepClone(), line, source, objects);
                }

                break;
            case JsonObject document:
                objects.Add(new Manifest(document, line));
                break;
            default:
                throw NotAnObject(line, source);
        }
    }

    private static ManifestException NotAnObject(int line, string? source) =>
        new("expected an object with apiVersion, kind and metadata", line, source);
}
