using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The bytes of an object as they are stored, which lack its revision and name the version of its kind it was written in.</summary>
internal readonly record struct StoredDocument(KindDescriptor Kind, ReadOnlyMemory<byte> Bytes, long Revision)
{
    private static readonly string[] Leading = ["apiVersion", "kind", "metadata"];

    /// <summary>The bytes to store.</summary>
    public static ReadOnlyMemory<byte> Encode(JsonObject document)
    {
        // The revision is the store's to assign; a copy inside the document would only go stale.
        document.Meta().ResourceVersion = null;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ResponseWriter.WriterOptions))
        {
            // What it is comes first, in whatever order it was written: people read it so, and lists and selectors need not read on.
            writer.WriteStartObject();
            Write(writer, document.OrderBy(static p => Array.IndexOf(Leading, p.Key) is var place and >= 0 ? place : Leading.Length));
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public JsonObject Decode()
    {
        var document = (JsonObject)JsonNode.Parse(Bytes.Span)!;

        // The same stored object may be asked for in any version of its kind.
        document["apiVersion"] = Kind.ApiVersion;
        document.Meta().ResourceVersion = Revision.ToString(CultureInfo.InvariantCulture);
        return document;
    }

    public JsonObject? DecodeLabels()
    {
        var reader = new Utf8JsonReader(Bytes.Span);
        return LabelTerms.TryEnter(ref reader) ? (JsonObject)JsonNode.Parse(ref reader)! : null;
    }

    /// <summary>What <see cref="Decode"/> returns, without taking the document apart: lists and watches are mostly this.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        var output = new ArrayBufferWriter<byte>(Bytes.Length + 128);
        WriteTo(output);
        writer.WriteRawValue(output.WrittenSpan, skipInputValidation: true);
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        var document = Bytes.Span;
        var reader = new Utf8JsonReader(document);
        var (copied, versioned, numbered) = (0, false, false);
        reader.Read();
        while (!(versioned && numbered) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("apiVersion"u8))
            {
                reader.Read();
                output.Write(document[copied..(int)reader.TokenStartIndex]);
                Text(output, $"\"{Kind.ApiVersion}\"");
                (copied, versioned) = ((int)reader.BytesConsumed, true);
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                output.Write(document[copied..(int)reader.BytesConsumed]);
                (copied, numbered) = ((int)reader.BytesConsumed, true);
                var first = reader;
                first.Read();
                Text(output, $"\"resourceVersion\":\"{Revision.ToString(CultureInfo.InvariantCulture)}\"{(first.TokenType == JsonTokenType.EndObject ? "" : ",")}");
                if (!versioned)
                {
                    reader.Skip();
                }
            }
            else
            {
                reader.Skip();
            }
        }

        if (!(versioned && numbered))
        {
            throw new JsonException("A stored document has no apiVersion or no metadata.");
        }

        output.Write(document[copied..]);
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonNode?>> members)
    {
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer, ApiJson.Options);
            }
        }
    }

    private static void Text(IBufferWriter<byte> output, string ascii) => Encoding.ASCII.GetBytes(ascii, output);
}
