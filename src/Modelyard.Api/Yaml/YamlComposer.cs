using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modelyard.Api;

/// <summary>Builds JSON documents from YAML: anchors copied, merge keys merged, duplicate keys refused.</summary>
internal sealed class YamlComposer(string text, string? source)
{
    public const int DeepestNesting = 200;

    // Aliases of aliases multiply: a few lines could fill the memory.
    private const int MostCopiedNodes = 100_000;
    private const string MergeKey = "<<";

    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _copied;

    public IReadOnlyList<(JsonNode? Value, int Line)> Documents()
    {
        var documents = new List<(JsonNode?, int)>();
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            while (!parser.TryConsume<StreamEnd>(out _))
            {
                parser.Consume<DocumentStart>();
                _anchors.Clear();
                var line = LineOf(parser.Current!);
                documents.Add((Node(parser, 0), line));
                parser.Consume<DocumentEnd>();
            }
        }
        catch (YamlException wrong)
        {
            throw new ManifestException(wrong.Message, (int)wrong.Start.Line, source, wrong);
        }

        return documents;
    }

    private JsonNode? Node(IParser parser, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Wrong($"nested more than {DeepestNesting} deep", parser.Current!);
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Copy(alias);
        }

        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = parser.Current switch
        {
            Scalar => Value(parser.Consume<Scalar>()),
            SequenceStart => List(parser, depth),
            MappingStart => Map(parser, depth),
            { } other => throw Wrong($"unexpected {other.GetType().Name}", other),
            null => throw new ManifestException("unexpected end", 1, source),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private JsonArray List(IParser parser, int depth)
    {
        parser.Consume<SequenceStart>();
        var list = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Node(parser, depth + 1));
        }

        return list;
    }

    private JsonObject Map(IParser parser, int depth)
    {
        parser.Consume<MappingStart>();
        var map = new JsonObject();
        var merged = new List<JsonObject>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            var isMerge = at is Scalar { Value: MergeKey, Style: ScalarStyle.Plain };
            var key = Key(Node(parser, depth + 1), at);
            if (!isMerge && map.ContainsKey(key))
            {
                throw Wrong($"key \"{key}\" already set in map", at);
            }

            var value = Node(parser, depth + 1);
            if (isMerge)
            {
                merged.AddRange(Sources(value, at));
            }
            else
            {
                map[key] = value;
            }
        }

        // What is written out wins over what is merged in, and earlier sources over later ones.
        foreach (var (key, value) in merged.SelectMany(m => m))
        {
            if (!map.ContainsKey(key))
            {
                map[key] = value?.DeepClone();
            }
        }

        return map;
    }

    private IEnumerable<JsonObject> Sources(JsonNode? value, ParsingEvent at) => value switch
    {
        JsonObject one => [one],
        JsonArray many when many.All(m => m is JsonObject) => many.Select(m => m!.AsObject()),
        _ => throw Wrong("map merge requires map or sequence of maps as the value", at),
    };

    private string Key(JsonNode? node, ParsingEvent at) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value => value.ToJsonString(),
        _ => throw Wrong("a key must be a text", at),
    };

    private JsonNode? Value(Scalar scalar)
    {
        // The parser takes "a *b: c" for one text, where YAML has a key and its value. No unquoted text can contain the end of a key.
        if (scalar.Style == ScalarStyle.Plain && YamlScalars.HasEndOfKey(scalar.Value))
        {
            throw Wrong($"'{scalar.Value}' is not understood: put quotes around the key, or around all of it if it is one text", scalar);
        }

        if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific && scalar.Tag.Value is { } tag)
        {
            return Tagged(tag, scalar);
        }

        if (scalar.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(scalar.Value);
        }

        return YamlScalars.IsNotFinite(scalar.Value) ? throw Wrong($"{scalar.Value} cannot be written as JSON", scalar) : YamlScalars.Resolve(scalar.Value);
    }

    private JsonNode? Tagged(string tag, Scalar scalar)
    {
        if (!tag.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            return JsonValue.Create(scalar.Value);
        }

        var resolved = YamlScalars.Resolve(scalar.Value);
        return tag switch
        {
            "tag:yaml.org,2002:str" => JsonValue.Create(scalar.Value),
            "tag:yaml.org,2002:binary" => FromBase64(scalar),
            "tag:yaml.org,2002:null" when resolved is null => null,
            "tag:yaml.org,2002:bool" when resolved?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => resolved,
            "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" when YamlScalars.Number(scalar.Value) is { } number => number,
            _ => throw Wrong($"\"{scalar.Value}\" cannot be read as {tag.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal)}", scalar),
        };
    }

    private JsonValue FromBase64(Scalar scalar)
    {
        try
        {
            return JsonValue.Create(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value)));
        }
        catch (FormatException)
        {
            throw Wrong("!!binary value contains invalid base64 data", scalar);
        }
    }

    private JsonNode? Copy(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
        {
            throw Wrong($"unknown anchor '{alias.Value}' referenced", alias);
        }

        _copied += Count(node);
        return _copied > MostCopiedNodes ? throw Wrong("document contains excessive aliasing", alias) : node?.DeepClone();
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(p => Count(p.Value)),
        JsonArray list => 1 + list.Sum(Count),
        _ => 1,
    };

    private ManifestException Wrong(string reason, ParsingEvent at) => new(reason, LineOf(at), source);

    private static int LineOf(ParsingEvent at) => (int)at.Start.Line;
}
