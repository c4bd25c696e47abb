using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Merge patch that knows lists: elements with a merge key are matched by it; directives replace, delete, order or trim.</summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";
    private const string SetOrder = "$setElementOrder/";

    /// <summary>Changes <paramref name="target"/> in place and returns it, or its replacement.</summary>
    public static JsonObject Apply(ResourceSchema? schema, JsonObject target, JsonObject patch)
    {
        switch (patch[Directive]?.ToString())
        {
            case "replace":
                var replacement = (JsonObject)patch.DeepClone();
                replacement.Remove(Directive);
                return replacement;
            case "delete":
                return [];
        }

        if (patch[RetainKeys] is JsonArray retained)
        {
            var names = retained.Select(n => n?.ToString()).ToHashSet();
            foreach (var name in target.Select(p => p.Key).Where(n => !names.Contains(n)).ToList())
            {
                target.Remove(name);
            }
        }

        foreach (var (name, value) in patch)
        {
            if (name is Directive or RetainKeys || name.StartsWith(SetOrder, StringComparison.Ordinal))
            {
                continue;
            }

            if (name.StartsWith(DeleteFrom, StringComparison.Ordinal))
            {
                DeleteValues(target[name[DeleteFrom.Length..]] as JsonArray, value as JsonArray);
                continue;
            }

            Set(schema, target, name, value);
        }

        foreach (var (name, value) in patch.Where(p => p.Key.StartsWith(SetOrder, StringComparison.Ordinal)))
        {
            var list = name[SetOrder.Length..];
            Order(FieldShapes.Below(schema, list), target[list] as JsonArray, value as JsonArray);
        }

        return target;
    }

    private static void Set(ResourceSchema? schema, JsonObject target, string name, JsonNode? value)
    {
        var below = FieldShapes.Below(schema, name);
        switch (value)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject nested when nested[Directive]?.ToString() == "delete":
                target.Remove(name);
                break;
            case JsonObject nested:
                target[name] = Apply(below, target[name]?.DeepClone() as JsonObject ?? [], nested);
                break;
            case JsonArray list:
                target[name] = MergeList(below, target[name] as JsonArray, list);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static JsonArray MergeList(ResourceSchema? schema, JsonArray? target, JsonArray patch)
    {
        if (patch.OfType<JsonObject>().Any(i => i[Directive]?.ToString() == "replace"))
        {
            return new JsonArray([.. patch.Where(i => i is not JsonObject { } o || !o.ContainsKey(Directive)).Select(i => i?.DeepClone())]);
        }

        if (schema?.PatchMergeKey is { } key)
        {
            return MergeByKey(schema, key, target, patch);
        }

        if (schema?.ListType != "set")
        {
            return (JsonArray)patch.DeepClone();
        }

        var union = (JsonArray?)target?.DeepClone() ?? [];
        foreach (var item in patch.Where(i => !union.Any(u => JsonNode.DeepEquals(u, i))))
        {
            union.Add(item?.DeepClone());
        }

        return union;
    }

    private static JsonArray MergeByKey(ResourceSchema schema, string key, JsonArray? target, JsonArray patch)
    {
        var result = (JsonArray?)target?.DeepClone() ?? [];
        foreach (var element in patch)
        {
            var item = element as JsonObject ?? throw StatusErrors.UnprocessablePatch($"an element of a list merged by \"{key}\" is not an object");
            var identity = item[key] ?? throw StatusErrors.UnprocessablePatch($"map: {item.ToJsonString(ApiJson.Options)} does not contain declared merge key: {key}");
            var index = IndexOf(result, key, identity);
            if (item[Directive]?.ToString() == "delete")
            {
                if (index >= 0)
                {
                    result.RemoveAt(index);
                }
            }
            else if (index >= 0)
            {
                result[index] = Apply(schema.Items, (JsonObject)result[index]!.DeepClone(), item);
            }
            else
            {
                result.Add(Apply(schema.Items, [], item));
            }
        }

        return result;
    }

    private static void DeleteValues(JsonArray? target, JsonArray? values)
    {
        for (var i = (target?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (values?.Any(v => JsonNode.DeepEquals(v, target![i])) == true)
            {
                target!.RemoveAt(i);
            }
        }
    }

    /// <summary>Puts the elements the client listed in its order; others stay behind the one they followed.</summary>
    private static void Order(ResourceSchema? schema, JsonArray? list, JsonArray? order)
    {
        if (list is null || order is null)
        {
            return;
        }

        var key = schema?.PatchMergeKey;
        int Rank(JsonNode? item)
        {
            for (var i = 0; i < order.Count; i++)
            {
                if (key is null ? JsonNode.DeepEquals(order[i], item) : JsonNode.DeepEquals(order[i]?[key], item?[key]))
                {
                    return i;
                }
            }

            return -1;
        }

        var ranked = new List<(int Rank, JsonNode? Item)>();
        var last = -1;
        foreach (var item in list)
        {
            var rank = Rank(item);
            last = rank >= 0 ? rank : last;
            ranked.Add((last, item));
        }

        list.Clear();
        foreach (var (_, item) in ranked.OrderBy(r => r.Rank))
        {
            list.Add(item);
        }
    }

    private static int IndexOf(JsonArray list, string key, JsonNode identity)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (JsonNode.DeepEquals(list[i]?[key], identity))
            {
                return i;
            }
        }

        return -1;
    }
}
