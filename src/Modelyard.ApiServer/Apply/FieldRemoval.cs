using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Takes out of an object what a manager applied before, no longer applies, and nobody else owns.</summary>
internal static class FieldRemoval
{
    /// <summary>Changes <paramref name="document"/> in place.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="document">The merged object.</param>
    /// <param name="before">What the manager owned.</param>
    /// <param name="kept">What anybody owns now.</param>
    public static void Apply(ResourceSchema? schema, JsonObject document, FieldTree before, FieldTree kept)
    {
        foreach (var (element, child) in before.Children.Where(c => PathElements.IsField(c.Key)))
        {
            var name = PathElements.FieldName(element);
            if (document[name] is not { } value)
            {
                continue;
            }

            if (kept.Child(element) is null && (child.IsMember || FieldShapes.Declares(schema, name)))
            {
                document.Remove(name);
            }
            else
            {
                Below(FieldShapes.Below(schema, name), value, child, kept.Child(element) ?? new FieldTree());
            }
        }
    }

    private static void Below(ResourceSchema? schema, JsonNode? value, FieldTree before, FieldTree kept)
    {
        switch (FieldShapes.Of(schema, value))
        {
            case FieldShape.Map:
                Apply(schema, (JsonObject)value!, before, kept);
                break;
            case FieldShape.List:
                RemoveElements(schema!, (JsonArray)value!, before, kept);
                break;
        }
    }

    private static void RemoveElements(ResourceSchema schema, JsonArray list, FieldTree before, FieldTree kept)
    {
        foreach (var (element, item) in PathElements.OfList(schema, list).ToList())
        {
            if (before.Child(element) is not { } child)
            {
                continue;
            }

            if (kept.Child(element) is null && child.IsMember)
            {
                list.Remove(item);
            }
            else
            {
                Below(schema.Items, item, child, kept.Child(element) ?? new FieldTree());
            }
        }
    }
}
