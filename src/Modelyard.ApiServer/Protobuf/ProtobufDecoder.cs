using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Modelyard.ApiServer;

/// <summary>Reads Kubernetes' Protobuf bodies into the same documents as JSON bodies.</summary>
internal static class ProtobufDecoder
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    // Tags of the envelope, runtime.Unknown.
    private const int TypeMeta = 1;
    private const int Raw = 2;

    // Depth enough for every message we know; a hostile body nests deeper than any of them.
    private const int MaximumDepth = 16;

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    private static readonly ProtoMessage Type = new ProtoMessage().Text(1, "apiVersion").Text(2, "kind");

    public static JsonObject Decode(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw StatusErrors.BadRequest("provided data does not appear to be a protobuf message, expected prefix \"k8s\\0\"");
        }

        try
        {
            return DecodeEnvelope(body[Magic.Length..].ToArray());
        }
        catch (InvalidProtocolBufferException error)
        {
            throw StatusErrors.BadRequest($"the protobuf body is damaged: {error.Message}");
        }
    }

    private static JsonObject DecodeEnvelope(byte[] envelope)
    {
        JsonObject type = [];
        byte[] raw = [];
        var input = new CodedInputStream(envelope);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case TypeMeta:
                    type = Read(input.ReadBytes().ToByteArray(), Type, MaximumDepth);
                    break;
                case Raw:
                    raw = input.ReadBytes().ToByteArray();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        var (apiVersion, kind) = (type["apiVersion"]?.ToString() ?? "", type["kind"]?.ToString() ?? "");
        var message = ProtoMessages.Find(apiVersion, kind)
            ?? throw StatusErrors.UnsupportedMediaType($"application/json, application/yaml (no protobuf for {kind} in {apiVersion})");
        var document = Read(raw, message, MaximumDepth);
        document.Insert(0, "kind", kind);
        document.Insert(1, "apiVersion", apiVersion);
        return document;
    }

    private static JsonObject Read(byte[] bytes, ProtoMessage message, int depth)
    {
        if (depth == 0)
        {
            throw StatusErrors.BadRequest("the protobuf body is nested too deeply");
        }

        var document = new JsonObject();
        var input = new CodedInputStream(bytes);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (!message.TryGetValue(WireFormat.GetTagFieldNumber(tag), out var field))
            {
                input.SkipLastField();
                continue;
            }

            var value = Read(input, field, depth);
            if (field.Type is ProtoType.TextMap or ProtoType.BytesMap or ProtoType.QuantityMap)
            {
                AddEntry(document, field, (JsonObject)value!);
            }
            else if (field.Repeated)
            {
                List(document, field.Name).Add(value);
            }
            else if (value is not null)
            {
                document[field.Name] = value;
            }
        }

        return document;
    }

    /// <summary>Null stands for a zero that only says "absent": this encoding writes those too.</summary>
    private static JsonNode? Read(CodedInputStream input, ProtoField field, int depth)
    {
        switch (field.Type)
        {
            case ProtoType.Text:
                var text = input.ReadString();
                return text.Length == 0 && !field.Repeated ? null : text;
            case ProtoType.Bytes:
                return Convert.ToBase64String(input.ReadBytes().Span);
            case ProtoType.Number:
                var number = input.ReadInt64();
                return number == 0 && !field.KeepsZero ? null : number;
            case ProtoType.Bool:
                var truth = input.ReadBool();
                return !truth && !field.KeepsZero ? null : truth;
            case ProtoType.Time:
                return ReadTime(input.ReadBytes().ToByteArray());
            case ProtoType.TextMap:
                return Read(input.ReadBytes().ToByteArray(), TextEntry, depth - 1);
            case ProtoType.QuantityMap:
                var entry = Read(input.ReadBytes().ToByteArray(), QuantityEntry, depth - 1);
                return new JsonObject { ["key"] = entry["key"]?.DeepClone(), ["value"] = entry["value"]?["string"]?.DeepClone() ?? "0" };
            case ProtoType.BytesMap:
                return Read(input.ReadBytes().ToByteArray(), BytesEntry, depth - 1);
            default:
                var below = Read(input.ReadBytes().ToByteArray(), field.Message!, depth - 1);
                return below.Count == 0 && !field.Repeated ? null : below;
        }
    }

    private static readonly ProtoMessage TextEntry = new ProtoMessage().Text(1, "key").Text(2, "value");
    private static readonly ProtoMessage BytesEntry = new ProtoMessage().Text(1, "key").Bytes(2, "value");

    private static readonly ProtoMessage QuantityEntry = new ProtoMessage().Text(1, "key").Of(2, "value", new ProtoMessage().Text(1, "string"));

    private static JsonNode? ReadTime(byte[] bytes)
    {
        var seconds = Read(bytes, new ProtoMessage().Number(1, "seconds"), 1)["seconds"];
        return seconds is null ? null : DocumentMetadata.Time(DateTimeOffset.FromUnixTimeSeconds(seconds.GetValue<long>()));
    }

    private static void AddEntry(JsonObject document, ProtoField field, JsonObject entry)
    {
        if (document[field.Name] is not JsonObject map)
        {
            map = [];
            document[field.Name] = map;
        }

        map[entry["key"]?.ToString() ?? ""] = entry["value"]?.DeepClone() ?? "";
    }

    private static JsonArray List(JsonObject document, string name)
    {
        if (document[name] is not JsonArray list)
        {
            list = [];
            document[name] = list;
        }

        return list;
    }
}
