using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modelyard.ApiServer;

/// <summary>Reads a YAML document as the JSON it stands for. JSON is YAML, so this reads both.</summary>
internal static class YamlReader
{
    // A document of aliases to aliases grows without bound; no manifest is this large.
    private const int MaximumNodes = 200_000;

    /// <exception cref="FormatException">Not YAML, or more than one document.</exception>
    public static JsonNode? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return null;
            }

            parser.Consume<DocumentStart>();
            var node = new Reading(parser).Node();
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? node : throw new FormatException("more than one document");
        }
        catch (YamlException error)
        {
            throw new FormatException($"line {error.Start.Line}: {error.Message}", error);
        }
    }

    /// <summary>One document being read.</summary>
    private sealed class Reading(IParser parser)
    {
        private readonly Dictionary<string, JsonNode?> _anchors = [];
        private int _nodes;

        public JsonNode? Node()
        {
            if (++_nodes > MaximumNodes)
            {
                throw new FormatException("the document is too large");
            }

            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                var target = _anchors.TryGetValue(alias.Value.Value, out var known) ? known : throw new FormatException($"unknown anchor {alias.Value.Value}");
                _nodes += Size(target);
                return target?.DeepClone();
            }

            var anchor = ((NodeEvent)parser.Current!).Anchor;
            var node = parser.Current switch
            {
                Scalar => Value(parser.Consume<Scalar>()),
                SequenceStart => Sequence(),
                _ => Mapping(),
            };
            if (!anchor.IsEmpty)
            {
                _anchors[anchor.Value] = node?.DeepClone();
            }

            return node;
        }

        private JsonArray Sequence()
        {
            var list = new JsonArray();
            parser.Consume<SequenceStart>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Node());
            }

            return list;
        }

        private JsonObject Mapping()
        {
            var map = new JsonObject();
            parser.Consume<MappingStart>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>().Value;
                if (map.ContainsKey(key))
                {
                    throw new FormatException($"key \"{key}\" already set in map");
                }

                map[key] = Node();
            }

            return map;
        }

        private static int Size(JsonNode? node) => node switch
        {
            JsonObject map => 1 + map.Sum(p => Size(p.Value)),
            JsonArray list => 1 + list.Sum(Size),
            _ => 1,
        };

        private static JsonNode? Value(Scalar scalar)
        {
            var text = scalar.Value;
            if (scalar.Style != ScalarStyle.Plain || scalar.Tag.ToString() == "tag:yaml.org,2002:str")
            {
                return JsonValue.Create(text);
            }

            switch (text)
            {
                case "" or "~" or "null" or "Null" or "NULL":
                    return null;
                case "true" or "True" or "TRUE":
                    return true;
                case "false" or "False" or "FALSE":
                    return false;
            }

            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return whole;
            }

            return IsNumber(text) ? JsonNode.Parse(text) : JsonValue.Create(text);
        }

        /// <summary>A number that JSON writes the same way; anything else plain is text.</summary>
        private static bool IsNumber(string text)
        {
            if (!(char.IsAsciiDigit(text[0]) || text[0] == '-'))
            {
                return false;
            }

            try
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.ValueKind == JsonValueKind.Number;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
