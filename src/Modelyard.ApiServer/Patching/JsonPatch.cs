using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>RFC 6902: a list of operations, all or nothing.</summary>
internal static class JsonPatch
{
    // A copy operation can double a document; this bounds how often.
    private const int MaximumOperations = 10_000;

    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        if (operations.Count > MaximumOperations)
        {
            throw new JsonPatchException($"The allowed maximum operations in a JSON patch is {MaximumOperations}, got {operations.Count}");
        }

        JsonNode document = target;
        foreach (var node in operations)
        {
            var operation = node as JsonObject ?? throw new JsonPatchException("an operation is not an object");
            document = Apply(document, operation);
        }

        return document as JsonObject ?? throw new JsonPatchException("the patched document is not an object");
    }

    private static JsonNode Apply(JsonNode document, JsonObject operation)
    {
        var name = Text(operation, "op");
        var path = JsonPointer.Parse(Text(operation, "path"));
        if (path.IsRoot)
        {
            return name switch
            {
                "add" or "replace" => operation["value"]?.DeepClone() ?? throw new JsonPatchException("the document cannot be replaced by null"),
                "test" when JsonNode.DeepEquals(document, operation["value"]) => document,
                _ => throw new JsonPatchException($"operation {name} does not apply to the whole document"),
            };
        }

        switch (name)
        {
            case "add":
                path.Add(document, operation["value"]?.DeepClone());
                break;
            case "replace":
                path.Replace(document, operation["value"]?.DeepClone());
                break;
            case "remove":
                path.Remove(document);
                break;
            case "move":
                path.Add(document, JsonPointer.Parse(Text(operation, "from")).Remove(document));
                break;
            case "copy":
                path.Add(document, JsonPointer.Parse(Text(operation, "from")).Read(document)?.DeepClone());
                break;
            case "test":
                if (!JsonNode.DeepEquals(path.Read(document), operation["value"]))
                {
                    throw new JsonPatchException($"testing value {path} failed: test failed");
                }

                break;
            default:
                throw new JsonPatchException($"Unexpected kind: {name}");
        }

        return document;
    }

    private static string Text(JsonObject operation, string property) =>
        operation[property] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new JsonPatchException($"an operation has no \"{property}\"");
}
