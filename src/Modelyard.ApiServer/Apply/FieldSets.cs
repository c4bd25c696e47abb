using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The fields an applied configuration lays claim to.</summary>
internal static class FieldSets
{
    public static FieldTree Of(ResourceSchema? schema, JsonObject document)
    {
        var tree = new FieldTree();
        Collect(schema, document, tree);
        return tree;
    }

    private static void Collect(ResourceSchema? schema, JsonNode? value, FieldTree tree)
    {
        switch (FieldShapes.Of(schema, value))
        {
            case FieldShape.Map:
                foreach (var (name, child) in (JsonObject)value!)
                {
                    var below = tree.Descend(PathElements.Field(name));
                    Collect(FieldShapes.Below(schema, name), child, below);

                    // Saying "an empty object" claims it; so does naming an entry of a map.
                    if (child is null or JsonObject { Count: 0 } || !FieldShapes.Declares(schema, name))
                    {
                        below.Add();
                    }
                }

                break;
            case FieldShape.List:
                foreach (var (element, item) in PathElements.OfList(schema!, (JsonArray)value!))
                {
                    var below = tree.Descend(element);
                    Collect(schema!.Items, item, below);
                    below.Add();
                }

                break;
            default:
                tree.Add();
                break;
        }
    }
}
