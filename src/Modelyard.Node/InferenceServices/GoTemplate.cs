using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>
/// The part of Go's template language that serving runtimes use: fields of the service's metadata and <c>index</c> into its maps.
/// A key that is absent gives the empty string, as it does where KServe evaluates these templates.
/// </summary>
internal static class GoTemplate
{
    /// <summary>Evaluates every string in <paramref name="node"/>, in place.</summary>
    /// <exception cref="FormatException">A template is malformed or names something that does not exist.</exception>
    public static void EvaluateAll(JsonNode? node, ObjectMeta meta)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties.ToList())
                {
                    if (Replaced(value, meta) is { } text)
                    {
                        properties[name] = text;
                    }
                    else
                    {
                        EvaluateAll(value, meta);
                    }
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Replaced(items[i], meta) is { } text)
                    {
                        items[i] = text;
                    }
                    else
                    {
                        EvaluateAll(items[i], meta);
                    }
                }

                break;
        }
    }

    /// <summary>Evaluates one template.</summary>
    /// <exception cref="FormatException">It is malformed or names something that does not exist.</exception>
    public static string Evaluate(string template, ObjectMeta meta)
    {
        if (!template.Contains("{{", StringComparison.Ordinal))
        {
            return template;
        }

        var output = new StringBuilder();
        for (var position = 0; ;)
        {
            var open = template.IndexOf("{{", position, StringComparison.Ordinal);
            if (open < 0)
            {
                return output.Append(template, position, template.Length - position).ToString();
            }

            output.Append(template, position, open - position);
            var close = template.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                throw new FormatException($"unclosed action in \"{template}\": \"{{{{\" without \"}}}}\"");
            }

            var action = template[(open + 2)..close];
            position = close + 2;
            if (action.StartsWith("- ", StringComparison.Ordinal))
            {
                TrimEnd(output);
                action = action[2..];
            }

            if (action.EndsWith(" -", StringComparison.Ordinal))
            {
                action = action[..^2];
                while (position < template.Length && char.IsWhiteSpace(template[position]))
                {
                    position++;
                }
            }

            output.Append(EvaluateAction(action.Trim(), meta));
        }
    }

    private static string? Replaced(JsonNode? value, ObjectMeta meta) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? Evaluate(text, meta) : null;

    private static string EvaluateAction(string action, ObjectMeta meta)
    {
        if (action.StartsWith("/*", StringComparison.Ordinal) && action.EndsWith("*/", StringComparison.Ordinal))
        {
            return "";
        }

        var words = Split(action);
        return words switch
        {
            [] => throw new FormatException("missing value for command: \"{{}}\" is empty"),
            ["index", var map, var key] => Field(map, meta) is Dictionary<string, string> entries
                ? entries.GetValueOrDefault(Literal(key, action), "")
                : throw new FormatException($"\"{{{{{action}}}}}\": index needs .Labels or .Annotations"),
            ["index", ..] => throw new FormatException($"\"{{{{{action}}}}}\": write index .Labels \"key\" or index .Annotations \"key\""),
            [var field] when field.StartsWith('.') => Field(field, meta) as string
                ?? throw new FormatException($"\"{{{{{action}}}}}\" is a map: name one of its keys, for instance {field}.key"),
            [var word] when word[0] is '"' or '`' => Literal(word, action),
            [var function, ..] when char.IsLetter(function[0]) => throw new FormatException($"function \"{function}\" not defined"),
            _ => throw new FormatException($"\"{{{{{action}}}}}\" is not supported: use .Name, .Namespace, .Labels.key, .Annotations.key or index"),
        };
    }

    private static object Field(string path, ObjectMeta meta)
    {
        var parts = path.Split('.');
        object value = parts is ["", var name, ..] ? name switch
        {
            "Name" => meta.Name ?? "",
            "Namespace" => meta.Namespace ?? "",
            "UID" => meta.Uid ?? "",
            "Labels" => meta.Labels ?? [],
            "Annotations" => meta.Annotations ?? [],
            _ => throw new FormatException(
                $"can't evaluate field {name} of the metadata: there are .Name, .Namespace, .UID, .Labels and .Annotations"),
        }
        : throw new FormatException($"bad operand \"{path}\": fields start with a dot, for instance .Name");

        return (value, parts.Length) switch
        {
            (_, 2) => value,
            (Dictionary<string, string> map, 3) => map.GetValueOrDefault(parts[2], ""),
            _ => throw new FormatException($"can't evaluate field {parts[^1]} in \"{path}\": a value of .{parts[1]} has no fields"),
        };
    }

    private static string Literal(string word, string action) =>
        word.Length >= 2 && word[0] is '"' or '`' && word[^1] == word[0]
            ? word[1..^1]
            : throw new FormatException($"\"{{{{{action}}}}}\": the key must be a quoted string");

    private static List<string> Split(string action)
    {
        var words = new List<string>();
        for (var i = 0; i < action.Length;)
        {
            if (char.IsWhiteSpace(action[i]))
            {
                i++;
                continue;
            }

            int end;
            if (action[i] is '"' or '`')
            {
                end = action.IndexOf(action[i], i + 1) + 1;
                if (end == 0)
                {
                    throw new FormatException($"unterminated quoted string in \"{{{{{action}}}}}\"");
                }
            }
            else
            {
                end = i;
                while (end < action.Length && !char.IsWhiteSpace(action[end]))
                {
                    end++;
                }
            }

            words.Add(action[i..end]);
            i = end;
        }

        return words;
    }

    private static void TrimEnd(StringBuilder output)
    {
        while (output.Length > 0 && char.IsWhiteSpace(output[^1]))
        {
            output.Length--;
        }
    }
}
