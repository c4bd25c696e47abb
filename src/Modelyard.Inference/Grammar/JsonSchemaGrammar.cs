using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>
/// Compiles a JSON schema into a GBNF grammar whose every sentence validates against it. What cannot be expressed is refused by
/// name rather than silently dropped. A grammar may be narrower than its schema: members come in declared order, and undeclared
/// members are generated only for objects that declare none.
/// </summary>
internal sealed class JsonSchemaGrammar
{
    private const int MaxDepth = 64;
    private const int MaxRules = 4000;
    private const int MaxRepetition = 1000;

    private static readonly HashSet<string> Annotations =
    [
        "title", "description", "default", "examples", "$schema", "$id", "$comment", "$defs", "definitions", "deprecated", "readOnly",
        "writeOnly", "format", "type",
    ];

    private readonly JsonElement _root;
    private readonly StringBuilder _rules = new();
    private readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);
    private int _count;

    private JsonSchemaGrammar(JsonElement root) => _root = root;

    /// <exception cref="GrammarException">The schema uses something that is not supported, or is not a schema.</exception>
    internal static string Compile(JsonElement schema)
    {
        var compiler = new JsonSchemaGrammar(schema);
        var body = compiler.Schema(schema, "$", 0);
        return $"root ::= {body}\n{JsonGrammar.Rules}{compiler._rules}";
    }

    private string Schema(JsonElement schema, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new GrammarException($"{path} is nested more than {MaxDepth} levels deep.");
        }

        if (schema.ValueKind is JsonValueKind.True)
        {
            return "value";
        }

        if (schema.ValueKind is not JsonValueKind.Object)
        {
            throw new GrammarException($"{path} must be an object, but is {RequestFields.Kind(schema)}.");
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Allow(schema, path, "$ref");
            return Reference(reference, path, depth);
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            Allow(schema, path, "const");
            return Literal(constant);
        }

        if (schema.TryGetProperty("enum", out var choices))
        {
            Allow(schema, path, "enum");
            return choices.ValueKind is JsonValueKind.Array && choices.GetArrayLength() > 0
                ? Rule(string.Join(" | ", choices.EnumerateArray().Select(Literal)))
                : throw new GrammarException($"{path}.enum must be an array with at least one value.");
        }

        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (schema.TryGetProperty(keyword, out var branches))
            {
                return Branches(schema, keyword, branches, path, depth);
            }
        }

        return Typed(schema, path, depth);
    }

    private string Branches(JsonElement schema, string keyword, JsonElement branches, string path, int depth)
    {
        Allow(schema, path, keyword);
        if (branches.ValueKind is not JsonValueKind.Array || branches.GetArrayLength() == 0)
        {
            throw new GrammarException($"{path}.{keyword} must be an array with at least one schema.");
        }

        if (keyword is "allOf" && branches.GetArrayLength() > 1)
        {
            throw new GrammarException($"the keyword 'allOf' is supported with one schema only (at {path}).");
        }

        return Rule(string.Join(" | ", branches.EnumerateArray().Select((b, i) => Schema(b, $"{path}.{keyword}[{i}]", depth + 1))));
    }

    private string Typed(JsonElement schema, string path, int depth)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            var implied = schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : null;
            if (implied is null)
            {
                Allow(schema, path);
                return "value";
            }

            return OfType(implied, schema, path, depth);
        }

        if (type.ValueKind is JsonValueKind.Array && type.GetArrayLength() > 0)
        {
            return Rule(string.Join(" | ", type.EnumerateArray().Select(t => OfType(TypeName(t, path), schema, path, depth, several: true))));
        }

        return OfType(TypeName(type, path), schema, path, depth);
    }

    private string OfType(string type, JsonElement schema, string path, int depth, bool several = false)
    {
        // With several types, a keyword of one of them is no business of the others.
        string[] all = ["properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength"];
        string[] own = type switch
        {
            "object" => all[..3],
            "array" => all[3..6],
            "string" => all[6..],
            _ => [],
        };
        Allow(schema, path, several ? all : own);
        return type switch
        {
            "object" => Object(schema, path, depth),
            "array" => Array(schema, path, depth),
            "string" => String(schema, path),
            "integer" or "number" or "boolean" or "null" => type,
            _ => throw new GrammarException($"{path}.type '{type}' is not a JSON type."),
        };
    }

    private string Object(JsonElement schema, string path, int depth)
    {
        var required = Required(schema, path);
        var open = !schema.TryGetProperty("additionalProperties", out var additional) || additional.ValueKind is not JsonValueKind.False;
        if (!schema.TryGetProperty("properties", out var properties) || !properties.EnumerateObject().Any())
        {
            if (required.Count > 0)
            {
                throw new GrammarException($"{path}.required names '{required.First()}', which is not in properties.");
            }

            return open ? Map(additional, path, depth) : Rule("\"{\" ws \"}\"");
        }

        var members = new List<(string Rule, bool Required)>();
        foreach (var property in properties.EnumerateObject())
        {
            var value = Schema(property.Value, $"{path}.properties.{property.Name}", depth + 1);
            var key = JsonLiteral.Text(property.Name);
            members.Add((Rule($"{Quote(key)} \":\" ws {value} ws"), required.Remove(property.Name)));
        }

        return required.Count == 0
            ? Rule($"\"{{\" ws {Sequence(members)} \"}}\"")
            : throw new GrammarException($"{path}.required names '{required.First()}', which is not in properties.");
    }

    /// <summary>
    /// Members in order, commas between those that are there: from each member on, one rule for "some came before" and one for
    /// "none did", so that the grammar grows with the number of members and not with their subsets.
    /// </summary>
    private string Sequence(List<(string Rule, bool Required)> members)
    {
        var (first, later) = ("\"\"", "\"\"");
        for (var i = members.Count - 1; i >= 0; i--)
        {
            var (member, required) = members[i];
            var here = $"{member} {later}";
            var after = $"\",\" ws {member} {later}";
            first = Rule(required ? here : $"{here} | {first}");
            later = Rule(required ? after : $"{after} | {later}");
        }

        return first;
    }

    private string Map(JsonElement additional, string path, int depth)
    {
        if (additional.ValueKind is not JsonValueKind.Object)
        {
            return "object";
        }

        var member = Rule($"string \":\" ws {Schema(additional, $"{path}.additionalProperties", depth + 1)} ws");
        return Rule($"\"{{\" ws ( {member} ( \",\" ws {member} )* )? \"}}\"");
    }

    private string Array(JsonElement schema, string path, int depth)
    {
        var min = Bound(schema, "minItems", path) ?? 0;
        var max = Bound(schema, "maxItems", path);
        CheckOrder(min, max, "minItems", "maxItems", path);
        var item = schema.TryGetProperty("items", out var items) ? Schema(items, $"{path}.items", depth + 1) : "value";
        if (max == 0)
        {
            return Rule("\"[\" ws \"]\"");
        }

        var rest = $"{item} ws ( \",\" ws {item} ws ){Times(Math.Max(0, min - 1), max - 1)}";
        return Rule(min == 0 ? $"\"[\" ws ( {rest} )? \"]\"" : $"\"[\" ws {rest} \"]\"");
    }

    private string String(JsonElement schema, string path)
    {
        var min = Bound(schema, "minLength", path) ?? 0;
        var max = Bound(schema, "maxLength", path);
        CheckOrder(min, max, "minLength", "maxLength", path);
        return min == 0 && max is null ? "string" : Rule($"\"\\\"\" char{Times(min, max)} \"\\\"\"");
    }

    private string Reference(JsonElement reference, string path, int depth)
    {
        var pointer = reference.ValueKind is JsonValueKind.String ? reference.GetString()! : "";
        if (pointer is not "#" && !pointer.StartsWith("#/", StringComparison.Ordinal))
        {
            throw new GrammarException($"{path}.$ref '{pointer}' is not a reference within this schema.");
        }

        if (_references.TryGetValue(pointer, out var known))
        {
            return known;
        }

        var target = _root;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (target.ValueKind is not JsonValueKind.Object || !target.TryGetProperty(name, out target))
            {
                throw new GrammarException($"{path}.$ref '{pointer}' points to nothing.");
            }
        }

        // The name is given out before the target is compiled: that is what makes recursion end.
        var rule = Name();
        _references[pointer] = rule;
        var body = Schema(target, pointer, depth + 1);
        _rules.Append(CultureInfo.InvariantCulture, $"{rule} ::= {body}\n");
        return rule;
    }

    private static HashSet<string> Required(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("required", out var required))
        {
            return [];
        }

        return required.ValueKind is JsonValueKind.Array && required.EnumerateArray().All(r => r.ValueKind is JsonValueKind.String)
            ? required.EnumerateArray().Select(r => r.GetString()!).ToHashSet(StringComparer.Ordinal)
            : throw new GrammarException($"{path}.required must be an array of strings.");
    }

    private static void Allow(JsonElement schema, string path, params ReadOnlySpan<string> keywords)
    {
        foreach (var member in schema.EnumerateObject())
        {
            if (!Annotations.Contains(member.Name) && !keywords.Contains(member.Name))
            {
                throw new GrammarException($"the keyword '{member.Name}' is not supported here (at {path}).");
            }
        }
    }

    private static string TypeName(JsonElement type, string path) => type.ValueKind is JsonValueKind.String
        ? type.GetString()!
        : throw new GrammarException($"{path}.type must be a string or an array of strings.");

    private static int? Bound(JsonElement schema, string keyword, string path)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var bound) && bound is >= 0 and <= MaxRepetition
            ? bound
            : throw new GrammarException($"{path}.{keyword} must be an integer between 0 and {MaxRepetition}.");
    }

    private static void CheckOrder(int min, int? max, string minName, string maxName, string path)
    {
        if (max < min)
        {
            throw new GrammarException($"{path}.{maxName} is less than {minName}.");
        }
    }

    private static string Times(int min, int? max) => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}");

    private static string Literal(JsonElement value) => Quote(JsonLiteral.Value(value));

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string Rule(string body)
    {
        var name = Name();
        _rules.Append(CultureInfo.InvariantCulture, $"{name} ::= {body}\n");
        return name;
    }

    private string Name() => _count < MaxRules
        ? string.Create(CultureInfo.InvariantCulture, $"r{_count++}")
        : throw new GrammarException($"the schema needs more than {MaxRules} rules.");
}
