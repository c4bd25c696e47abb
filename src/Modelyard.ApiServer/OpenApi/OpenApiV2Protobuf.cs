using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// An OpenAPI 2.0 document in the binary form that Go's clients of Kubernetes ask for: messages of gnostic's <c>OpenAPIv2.proto</c>,
/// whose field numbers these are.
/// </summary>
internal sealed class OpenApiV2Protobuf
{
    public const string ContentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    private OpenApiV2Protobuf() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    public static byte[] Encode(JsonObject document) => Message(m =>
    {
        m.Text(1, document["swagger"]);
        m.Put(2, Message(info =>
        {
            info.Text(1, document["info"]!["title"]);
            info.Text(2, document["info"]!["version"]);
        }));
        m.Put(8, Message(paths => paths.Named(2, (JsonObject)document["paths"]!, PathItem)));
        m.Put(9, Message(definitions => definitions.Named(1, (JsonObject)document["definitions"]!, Schema)));
    });

    private static byte[] PathItem(JsonObject item) => Message(m =>
    {
        foreach (var (number, method) in ((int, string)[])[(2, "get"), (3, "put"), (4, "post"), (5, "delete"), (8, "patch")])
        {
            if (item[method] is JsonObject operation)
            {
                m.Put(number, Operation(operation));
            }
        }

        m.All(9, item["parameters"], Parameter);
    });

    private static byte[] Operation(JsonObject operation) => Message(m =>
    {
        m.Texts(6, operation["produces"]);
        m.Texts(7, operation["consumes"]);
        m.All(8, operation["parameters"], Parameter);
        m.Put(9, Message(responses => responses.Named(1, (JsonObject)operation["responses"]!, Response)));
        m.Extensions(13, operation);
    });

    /// <summary>A ResponseValue that is a Response whose SchemaItem is a Schema.</summary>
    private static byte[] Response(JsonObject response) => Message(value => value.Put(1, Message(m =>
    {
        m.Text(1, response["description"]);
        m.Put(2, Message(item => item.Put(1, Schema((JsonObject)response["schema"]!))));
    })));

    /// <summary>A ParametersItem that is a Parameter: of the body, of the query or of the path.</summary>
    private static byte[] Parameter(JsonObject parameter) => Message(item => item.Put(1, Message(m =>
    {
        if (parameter["schema"] is JsonObject schema)
        {
            m.Put(1, Message(body =>
            {
                body.Text(2, parameter["name"]);
                body.Text(3, parameter["in"]);
                body.Flag(4, parameter["required"]);
                body.Put(5, Schema(schema));
            }));
            return;
        }

        var query = parameter["in"]!.GetValue<string>() == "query";
        m.Put(2, Message(place => place.Put(query ? 3 : 4, Message(own =>
        {
            own.Flag(1, parameter["required"]);
            own.Text(2, parameter["in"]);
            own.Text(4, parameter["name"]);
            own.Text(query ? 6 : 5, parameter["type"]);
            own.Flag(query ? 20 : 19, parameter["uniqueItems"]);
        }))));
    })));

    private static byte[] Schema(JsonObject schema) => Message(m =>
    {
        m.Text(1, schema["$ref"]);
        m.Text(2, schema["format"]);
        m.Text(4, schema["description"]);
        m.Value(5, schema["default"]);
        m.Number(7, schema["maximum"]);
        m.Number(9, schema["minimum"]);
        m.Text(13, schema["pattern"]);
        m.Texts(19, schema["required"]);
        foreach (var value in schema["enum"] as JsonArray ?? [])
        {
            m.Value(20, value);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            m.Put(21, Message(item => item.Put(1, Schema(values))));
        }

        if (schema["type"] is { } type)
        {
            m.Put(22, Message(item => item.Text(1, type)));
        }

        if (schema["items"] is JsonObject element)
        {
            m.Put(23, Message(item => item.Put(1, Schema(element))));
        }

        m.All(24, schema["allOf"], Schema);
        if (schema["properties"] is JsonObject { Count: > 0 } properties)
        {
            m.Put(25, Message(map => map.Named(1, properties, Schema)));
        }

        m.Extensions(31, schema);
    });

    private static byte[] Message(Action<OpenApiV2Protobuf> write)
    {
        var message = new OpenApiV2Protobuf();
        write(message);
        message._output.Flush();
        return message._bytes.ToArray();
    }

    private void Put(int field, byte[] message)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(UnsafeByteOperations.UnsafeWrap(message));
    }

    private void Text(int field, JsonNode? text)
    {
        if (text is not null)
        {
            _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            _output.WriteString(text.GetValue<string>());
        }
    }

    private void Texts(int field, JsonNode? texts)
    {
        foreach (var text in texts as JsonArray ?? [])
        {
            Text(field, text);
        }
    }

    private void Flag(int field, JsonNode? flag)
    {
        if (flag is not null && flag.GetValue<bool>())
        {
            _output.WriteTag(field, WireFormat.WireType.Varint);
            _output.WriteBool(true);
        }
    }

    private void Number(int field, JsonNode? number)
    {
        if (number is not null)
        {
            _output.WriteTag(field, WireFormat.WireType.Fixed64);
            _output.WriteDouble(number.Deserialize<double>());
        }
    }

    /// <summary>An Any: text that is read as YAML, which JSON is.</summary>
    private void Value(int field, JsonNode? value)
    {
        if (value is not null)
        {
            Put(field, Any(value));
        }
    }

    private void All(int field, JsonNode? items, Func<JsonObject, byte[]> encode)
    {
        foreach (var item in items as JsonArray ?? [])
        {
            Put(field, encode((JsonObject)item!));
        }
    }

    private void Named(int field, JsonObject map, Func<JsonObject, byte[]> encode)
    {
        foreach (var (name, value) in map)
        {
            Put(field, Message(entry =>
            {
                entry.Text(1, name);
                entry.Put(2, encode((JsonObject)value!));
            }));
        }
    }

    private void Extensions(int field, JsonObject of)
    {
        foreach (var (name, value) in of.Where(p => p.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            Put(field, Message(entry =>
            {
                entry.Text(1, name);
                entry.Put(2, Any(value!));
            }));
        }
    }

    private static byte[] Any(JsonNode value) => Message(any => any.Text(2, value.ToJsonString(ApiJson.Options)));
}
