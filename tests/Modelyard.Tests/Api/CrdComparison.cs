using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

/// <summary>Lists how our schema of a kind differs from the published one, field by field.</summary>
internal static class CrdComparison
{
    public static IReadOnlyList<string> Differences(JsonObject theirs, ResourceSchema ours)
    {
        var found = new List<string>();
        Compare(theirs, ours, "", found);
        return found;
    }

    private static void Compare(JsonObject theirs, ResourceSchema ours, string path, List<string> found)
    {
        CompareNode(theirs, ours, path, found);
        var (names, own) = ((theirs["properties"] as JsonObject)?.Select(p => p.Key).ToHashSet() ?? [], ours.Properties);
        foreach (var name in names.Where(n => own?.ContainsKey(n) != true && !ours.PreserveUnknownFields))
        {
            found.Add($"missing {path}.{name}");
        }

        // "metadata" is only named in a definition: the server brings its fields.
        foreach (var name in (own?.Keys ?? []).Where(n => !names.Contains(n) && theirs["properties"] is not null))
        {
            found.Add($"extra {path}.{name}");
        }

        foreach (var name in names.Where(n => own?.ContainsKey(n) == true))
        {
            Compare(theirs["properties"]![name]!.AsObject(), own![name], $"{path}.{name}", found);
        }

        if (theirs["items"] is JsonObject items && ours.Items is { } ownItems)
        {
            Compare(items, ownItems, path + "[]", found);
        }

        if (theirs["additionalProperties"] is JsonObject values && ours.AdditionalProperties is { } ownValues)
        {
            Compare(values, ownValues, path + "{}", found);
        }
    }

    private static void CompareNode(JsonObject theirs, ResourceSchema ours, string path, List<string> found)
    {
        Report("type", theirs["x-kubernetes-int-or-string"] is not null ? "int-or-string" : theirs["type"]?.ToString(), TypeName(ours));
        Report("required", Joined(theirs["required"]), string.Join(',', ours.Required.Order(StringComparer.Ordinal)));
        Report("enum", Joined(theirs["enum"]), string.Join(',', ours.Enum.Order(StringComparer.Ordinal)));
        Report("list type", Merged(theirs["x-kubernetes-list-type"]?.ToString()), Merged(ours.ListType));
        Report("map keys", Joined(theirs["x-kubernetes-list-map-keys"]), string.Join(',', ours.ListMapKeys.Order(StringComparer.Ordinal)));
        Report("map type", theirs["x-kubernetes-map-type"]?.ToString(), ours.MapType);
        Report("default", theirs["default"]?.ToJsonString(), ours.Default?.ToJsonString());
        Report("pattern", theirs["pattern"]?.ToString(), ours.Pattern);
        Report("minimum", theirs["minimum"]?.ToString(), ours.Minimum?.ToString());
        Report("maximum", theirs["maximum"]?.ToString(), ours.Maximum?.ToString());
        if (theirs["format"]?.ToString() is "int32" or "int64")
        {
            Report("format", theirs["format"]?.ToString(), ours.Format);
        }

        void Report(string what, string? want, string? have)
        {
            if ((want ?? "") != (have ?? ""))
            {
                found.Add($"{what} {path}: theirs '{want}', ours '{have}'");
            }
        }
    }

    private static string Merged(string? listType) => listType is null or "atomic" ? "" : listType;

    private static string TypeName(ResourceSchema schema) => schema.IntOrString ? "int-or-string" : schema.Type.ToString().ToLowerInvariant();

    private static string Joined(JsonNode? list) =>
        string.Join(',', (list as JsonArray ?? []).Select(n => n!.ToString()).Order(StringComparer.Ordinal));
}
