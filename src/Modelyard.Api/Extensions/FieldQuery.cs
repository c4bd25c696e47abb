using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>
/// A path into an object as definitions give it: <c>.spec.replicas</c>, <c>.status.conditions[?(@.type=="Ready")].status</c>,
/// <c>.metadata.annotations['a.b/c']</c>, <c>.spec.items[0].name</c>, <c>.spec.items[-1:].name</c>, <c>.spec.items[*].name</c>.
/// </summary>
internal sealed partial class FieldQuery
{
    private readonly IReadOnlyList<Step> _steps;

    private FieldQuery(IReadOnlyList<Step> steps) => _steps = steps;

    /// <summary>Reads a path; null when it is none.</summary>
    public static FieldQuery? Parse(string? text)
    {
        var steps = new List<Step>();
        for (var at = 0; at < (text?.Length ?? 0);)
        {
            var match = StepRegex().Match(text!, at);
            if (!match.Success || match.Length == 0)
            {
                return null;
            }

            steps.Add(new Step(
                Value(match, "name") ?? Value(match, "quoted"),
                Slice(match),
                Value(match, "filter")?.Split('.'),
                Value(match, "equal")));
            at += match.Length;
        }

        return steps.Count == 0 ? null : new FieldQuery(steps);
    }

    /// <summary>The first value there, or null.</summary>
    public JsonNode? First(JsonNode document) => All(document).FirstOrDefault();

    /// <summary>The values there.</summary>
    public IEnumerable<JsonNode> All(JsonNode document)
    {
        IEnumerable<JsonNode> found = [document];
        foreach (var step in _steps)
        {
            found = found.SelectMany(step.Below);
        }

        return found;
    }

    // One element is a slice of one.
    private static Range? Slice(Match match) =>
        Value(match, "index") is { } index ? One(At(index))
        : match.Groups["slice"].Success ? new Range(Value(match, "from") is { } from ? At(from) : Index.Start, Value(match, "to") is { } to ? At(to) : Index.End)
        : null;

    private static Range One(Index index) => new(index, index.IsFromEnd ? ^(index.Value - 1) : index.Value + 1);

    private static Index At(string text)
    {
        var number = int.Parse(text, CultureInfo.InvariantCulture);
        return number < 0 ? new Index(-number, fromEnd: true) : number;
    }

    private static string? Value(Match match, string group) => match.Groups[group].Success ? match.Groups[group].Value : null;

    [GeneratedRegex("""\G(?:\.(?<name>[A-Za-z0-9_$-]+(?:\\\.[A-Za-z0-9_/-]+)*)|\[(?:'(?<quoted>[^']+)'|"(?<quoted>[^"]+)"|(?<index>-?\d+)|(?<slice>(?<from>-?\d+)?:(?<to>-?\d+)?)|\*|\?\(\s*@\.(?<filter>[A-Za-z0-9_.-]+)\s*==\s*(?:'(?<equal>[^']*)'|"(?<equal>[^"]*)")\s*\))\])""")]
    private static partial Regex StepRegex();

    private sealed record Step(string? Name, Range? Slice, string[]? Filter, string? Equal)
    {
        public IEnumerable<JsonNode> Below(JsonNode node)
        {
            if (Name is { } name)
            {
                return node is JsonObject item && item[name.Replace("\\.", ".", StringComparison.Ordinal)] is { } child ? [child] : [];
            }

            var elements = node switch
            {
                JsonArray list => list.OfType<JsonNode>(),
                JsonObject map => map.Select(p => p.Value).OfType<JsonNode>(),
                _ => [],
            };
            return Slice is { } slice ? elements.Take(slice) : Filter is null ? elements : elements.Where(Matches);
        }

        private bool Matches(JsonNode element) => Filter!.Aggregate((JsonNode?)element, (n, name) => (n as JsonObject)?[name])?.ToString() == Equal;
    }
}
