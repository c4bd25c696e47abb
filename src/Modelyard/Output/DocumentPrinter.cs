using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard;

/// <summary>Prints resources as JSON, YAML or names.</summary>
internal static class DocumentPrinter
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static string Print(IReadOnlyList<JsonObject> documents, OutputFormat format)
    {
        if (format == OutputFormat.Name)
        {
            return string.Concat(documents.SelectMany(Items).Select(d => $"{((string?)d["kind"])?.ToLowerInvariant()}/{(string?)d["metadata"]?["name"]}\n"));
        }

        var document = documents.Count == 1 ? documents[0] : new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray([.. documents.SelectMany(Items).Select(d => d.DeepClone())]),
        };
        return format == OutputFormat.Json ? document.ToJsonString(Indented) + "\n" : YamlWriter.Write(document);
    }

    private static IEnumerable<JsonObject> Items(JsonObject document)
    {
        if (document["items"] is not JsonArray items)
        {
            return [document];
        }

        // Items of a list leave out what the list says once.
        var kind = ((string?)document["kind"])?.Replace("List", "", StringComparison.Ordinal);
        foreach (var item in items.OfType<JsonObject>())
        {
            item["kind"] ??= kind;
            item["apiVersion"] ??= (string?)document["apiVersion"];
        }

        return items.OfType<JsonObject>();
    }
}
