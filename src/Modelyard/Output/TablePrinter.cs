using System.Text.Json.Nodes;
using Modelyard.Client;

namespace Modelyard;

/// <summary>Prints a Table the server made.</summary>
internal static class TablePrinter
{
    /// <summary>Prints and returns how many rows there were.</summary>
    public static int Print(JsonObject table, ResourceType type, bool wide, bool withNamespace, TextWriter output)
    {
        if (table["rows"] is not JsonArray { Count: > 0 } rows || table["columnDefinitions"] is not JsonArray columns)
        {
            return 0;
        }

        var shown = Enumerable.Range(0, columns.Count).Where(i => wide || (int?)columns[i]!["priority"] is null or 0).ToArray();
        var namespaced = withNamespace && type.Namespaced;
        var header = shown.Select(i => ((string?)columns[i]!["name"] ?? "").ToUpperInvariant()).ToList();
        var lines = new List<IReadOnlyList<string>>();
        foreach (var row in rows)
        {
            var cells = shown.Select(i => row!["cells"]![i]?.ToString() ?? "").ToList();
            if (namespaced)
            {
                cells.Insert(0, (string?)row!["object"]?["metadata"]?["namespace"] ?? "");
            }

            lines.Add(cells);
        }

        if (namespaced)
        {
            header.Insert(0, "NAMESPACE");
        }

        output.Write(TextTable.Format(header, lines));
        return lines.Count;
    }
}
