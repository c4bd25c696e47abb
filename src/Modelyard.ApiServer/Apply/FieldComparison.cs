using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Which fields differ between two states of an object.</summary>
internal sealed class FieldComparison
{
    private FieldComparison()
    {
    }

    public FieldTree Added { get; private set; } = new();

    public FieldTree Modified { get; private set; } = new();

    public FieldTree Removed { get; private set; } = new();

    public static FieldComparison Of(ResourceSchema? schema, JsonObject before, JsonObject after)
    {
        var comparison = new FieldComparison();
        comparison.CompareMaps(schema, before, after, comparison.Added, comparison.Modified, comparison.Removed);
        comparison.Added = comparison.Added.Trim();
        comparison.Modified = comparison.Modified.Trim();
        comparison.Removed = comparison.Removed.Trim();
        return comparison;
    }

    private void Compare(ResourceSchema? schema, JsonNode? before, JsonNode? after, FieldTree added, FieldTree modified, FieldTree removed)
    {
        var shape = FieldShapes.Of(schema, after ?? before);
        if (before is not null && after is not null && FieldShapes.Of(schema, before) != shape)
        {
            modified.Add();
            return;
        }

        switch (shape)
        {
            case FieldShape.Map:
                CompareMaps(schema, (JsonObject?)before, (JsonObject?)after, added, modified, removed);
                break;
            case FieldShape.List:
                CompareLists(schema!, (JsonArray?)before, (JsonArray?)after, added, modified, removed);
                break;
            default:
                if (before is not null && after is not null && !JsonNode.DeepEquals(before, after))
                {
                    modified.Add();
                }

                break;
        }

        if (before is null)
        {
            added.Add();
        }
        else if (after is null)
        {
            removed.Add();
        }
    }

    private void CompareMaps(ResourceSchema? schema, JsonObject? before, JsonObject? after, FieldTree added, FieldTree modified, FieldTree removed)
    {
        foreach (var name in Names(before).Union(Names(after)))
        {
            var element = PathElements.Field(name);
            Compare(FieldShapes.Below(schema, name), before?[name], after?[name], added.Descend(element), modified.Descend(element), removed.Descend(element));
        }
    }

    private void CompareLists(ResourceSchema schema, JsonArray? before, JsonArray? after, FieldTree added, FieldTree modified, FieldTree removed)
    {
        var old = ByElement(schema, before);
        var now = ByElement(schema, after);
        foreach (var element in old.Keys.Union(now.Keys))
        {
            Compare(
                schema.Items, old.GetValueOrDefault(element), now.GetValueOrDefault(element), added.Descend(element), modified.Descend(element), removed.Descend(element));
        }
    }

    private static IEnumerable<string> Names(JsonObject? document) => document?.Where(p => p.Value is not null).Select(p => p.Key) ?? [];

    private static Dictionary<string, JsonNode?> ByElement(ResourceSchema schema, JsonArray? list)
    {
        var items = new Dictionary<string, JsonNode?>();
        foreach (var (element, item) in PathElements.OfList(schema, list ?? []))
        {
            items[element] = item;
        }

        return items;
    }
}
