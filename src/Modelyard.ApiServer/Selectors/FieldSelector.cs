using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>A field selector as text: <c>metadata.name=a,status.phase!=Failed</c>. Each kind has few fields that can be selected by.</summary>
internal sealed class FieldSelector
{
    public static readonly FieldSelector Everything = new([]);

    private static readonly string[] ForEvery = ["metadata.name", "metadata.namespace"];

    private static readonly Dictionary<string, string[]> ByCollection = new()
    {
        ["pods"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        ["secrets"] = ["type"],
        ["namespaces"] = ["status.phase"],
        ["nodes"] = ["spec.unschedulable"],
    };

    private readonly IReadOnlyList<(string[] Path, string Value, bool Equal)> _terms;

    private FieldSelector(IReadOnlyList<(string[] Path, string Value, bool Equal)> terms) => _terms = terms;

    public bool IsEverything => _terms.Count == 0;

    /// <summary>The only name that can match; null when there may be several.</summary>
    public string? Name => EqualTo("metadata.name");

    /// <summary>The only value that a field can have; null when there may be several.</summary>
    public string? EqualTo(string field) => _terms.FirstOrDefault(t => t.Equal && string.Join('.', t.Path) == field).Value;

    /// <summary>All but what is said about a field.</summary>
    public FieldSelector Without(string field) => new([.. _terms.Where(t => string.Join('.', t.Path) != field)]);

    public static FieldSelector Parse(string? text, KindDescriptor kind)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Everything;
        }

        string[] selectable = [.. ByCollection.GetValueOrDefault(kind.Collection(), []), .. kind.SelectableFields];
        return new FieldSelector([.. Split(text).Select(term => ParseTerm(term, selectable))]);
    }

    public bool Matches(JsonObject document) => _terms.All(t => (Read(document, t.Path) == t.Value) == t.Equal);

    private static (string[] Path, string Value, bool Equal) ParseTerm(string term, string[] selectable)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
        {
            throw StatusErrors.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
        }

        var equal = term[at - 1] != '!';
        var field = term[..(equal ? at : at - 1)];
        var value = term[(at + 1)..];
        return ForEvery.Contains(field) || selectable.Contains(field)
            ? (field.Split('.'), Unescape(value.StartsWith('=') ? value[1..] : value), equal)
            : throw StatusErrors.BadRequest($"field label not supported: {field}");
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ',')
            {
                if (i > start)
                {
                    yield return text[start..i];
                }

                start = i + 1;
            }
            else if (text[i] == '\\')
            {
                i++;
            }
        }
    }

    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            plain.Append(value[i] == '\\' && i + 1 < value.Length ? value[++i] : value[i]);
        }

        return plain.ToString();
    }

    private static string Read(JsonObject document, string[] path)
    {
        JsonNode? node = document;
        foreach (var property in path)
        {
            node = node is JsonObject parent ? parent[property] : null;
        }

        return node switch
        {
            null => "",
            JsonObject source => source["component"]?.ToString() ?? "",
            _ => node.ToString(),
        };
    }
}
