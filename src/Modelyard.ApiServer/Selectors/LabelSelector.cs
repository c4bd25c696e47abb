using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>A label selector as text: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k,l&gt;1</c>.</summary>
internal sealed class LabelSelector
{
    public static readonly LabelSelector Everything = new([]);

    private readonly IReadOnlyList<Requirement> _requirements;

    private LabelSelector(IReadOnlyList<Requirement> requirements) => _requirements = requirements;

    private enum Operator
    {
        In,
        NotIn,
        Exists,
        Absent,
        Greater,
        Less,
    }

    public bool IsEverything => _requirements.Count == 0;

    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everything;
        }

        return new LabelSelector([.. SplitOutsideParentheses(text).Select(ParseRequirement)]);
    }

    /// <summary>A selector as objects hold it; what is malformed matches nothing.</summary>
    public static LabelSelector Of(Api.LabelSelector selector) => new(
    [
        .. (selector.MatchLabels ?? []).Select(l => new Requirement(l.Key, Operator.In, [l.Value])),
        .. (selector.MatchExpressions ?? []).Select(e => new Requirement(e.Key ?? "", Translate(e.Operator), [.. e.Values ?? []])),
    ]);

    /// <summary>What the store can tell of what matches: each has one of the <see cref="LabelTerms"/> of each group.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Terms => [.. _requirements.Select(r => r.Terms).Where(t => t.Count > 0)];

    public bool Matches(JsonObject? labels) => _requirements.All(r => r.Matches(labels?[r.Key] is JsonValue value ? value.GetValue<string>() : null));

    private static Operator Translate(string? name) => name switch
    {
        "NotIn" => Operator.NotIn,
        "Exists" => Operator.Exists,
        "DoesNotExist" => Operator.Absent,
        _ => Operator.In,
    };

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                yield return text[start..i].Trim();
                start = i + 1;
                continue;
            }

            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }
    }

    private static Requirement ParseRequirement(string text)
    {
        if (text.EndsWith(')') && text.IndexOf('(', StringComparison.Ordinal) is var open and > 0)
        {
            var words = text[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var values = text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
            return words switch
            {
                [var key, "in"] => New(text, key, Operator.In, values),
                [var key, "notin"] => New(text, key, Operator.NotIn, values),
                _ => throw Malformed(text),
            };
        }

        if (text.StartsWith('!'))
        {
            return New(text, text[1..], Operator.Absent);
        }

        foreach (var (symbol, operation) in (ReadOnlySpan<(string, Operator)>)
            [("!=", Operator.NotIn), ("==", Operator.In), ("=", Operator.In), (">", Operator.Greater), ("<", Operator.Less)])
        {
            if (text.IndexOf(symbol, StringComparison.Ordinal) is var at and >= 0)
            {
                return New(text, text[..at], operation, text[(at + symbol.Length)..].Trim());
            }
        }

        return New(text, text, Operator.Exists);
    }

    private static Requirement New(string text, string key, Operator operation, params string[] values)
    {
        key = key.Trim();
        var wellFormed = key.Length > 0
            && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            && values.All(static v => v.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
        return wellFormed ? new Requirement(key, operation, values) : throw Malformed(text);
    }

    private static Exception Malformed(string text) =>
        StatusErrors.BadRequest($"unable to parse requirement: found '{text}', expected: key, !key, key=value, key!=value, key in (…), key notin (…)");

    private sealed record Requirement(string Key, Operator Operator, string[] Values)
    {
        /// <summary>None when objects without the label match.</summary>
        public IReadOnlyList<string> Terms => Operator switch
        {
            Operator.In => [.. Values.Select(v => LabelTerms.Is(Key, v))],
            Operator.Exists => [LabelTerms.Has(Key)],
            _ => [],
        };

        public bool Matches(string? value) => Operator switch
        {
            Operator.In => value is not null && Values.Contains(value),
            Operator.NotIn => value is null || !Values.Contains(value),
            Operator.Exists => value is not null,
            Operator.Absent => value is null,
            Operator.Greater => Compare(value) > 0,
            Operator.Less => Compare(value) < 0,
            _ => false,
        };

        private int Compare(string? value) =>
            long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var actual)
            && long.TryParse(Values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bound)
                ? actual.CompareTo(bound)
                : 0;
    }
}
