using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Objects as rows and columns, with ages as of now.</summary>
internal sealed class TableBuilder(TimeProvider time)
{
    private const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request "
        + "the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. "
        + "Cannot be updated. More info: http://kubernetes.io/docs/user-guide/identifiers#names";

    private static readonly PrinterColumn Name = new("Name", "string", static o => o["metadata"]?["name"]?.DeepClone(), 0, NameDescription);

    private static readonly PrinterColumn Age = new(
        "Age", "date", static o => o["metadata"]?["creationTimestamp"]?.DeepClone(), 0, "When the object was created.");

    public JsonObject Build(ApiRequest request, IEnumerable<JsonObject> items, JsonObject metadata, bool withColumns)
    {
        var columns = Columns(request.Kind.Columns);
        var include = request.Text("includeObject");
        var rows = new JsonArray();
        foreach (var item in items)
        {
            rows.Add(Row(item, columns, include));
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = withColumns ? Definitions(columns) : null,
            ["rows"] = rows,
        };
    }

    // The name comes first, but for kinds that put it elsewhere: an event's says nothing, so it is the last of the wide columns.
    private static IReadOnlyList<PrinterColumn> Columns(IReadOnlyList<PrinterColumn> own) =>
        own.Any(c => c.Name == Name.Name) ? own : [Name, .. own.Count == 0 ? [Age] : own];

    private static JsonArray Definitions(IReadOnlyList<PrinterColumn> columns)
    {
        var definitions = new JsonArray();
        foreach (var column in columns)
        {
            // A date is sent as an age, which is text.
            definitions.Add(Definition(column.Name, column.Type == "date" ? "string" : column.Type, column.Name == Name.Name ? "name" : "", column.Description, column.Priority));
        }

        return definitions;
    }

    private static JsonObject Definition(string name, string type, string format, string description, int priority) => new()
    {
        ["name"] = name,
        ["type"] = type,
        ["format"] = format,
        ["description"] = description,
        ["priority"] = priority,
    };

    private JsonObject Row(JsonObject item, IReadOnlyList<PrinterColumn> columns, string? include)
    {
        var cells = new JsonArray();
        foreach (var column in columns)
        {
            cells.Add(Cell(column, item));
        }

        var row = new JsonObject { ["cells"] = cells };
        switch (include)
        {
            case "None":
                break;
            case "Object":
                row["object"] = item.DeepClone();
                break;
            default:
                row["object"] = ObjectPresenter.MetadataOnly(item);
                break;
        }

        return row;
    }

    private JsonNode? Cell(PrinterColumn column, JsonObject item)
    {
        var value = column.Read(item);
        if (column.Type == "date")
        {
            return value is null
                ? "<unknown>"
                : DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                    ? HumanDuration.Of(time.GetUtcNow() - moment)
                    : "<invalid>";
        }

        return value?.Parent is null ? value : value.DeepClone();
    }
}
