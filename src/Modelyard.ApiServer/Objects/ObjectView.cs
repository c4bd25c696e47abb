using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>An object to show. One that comes from the store is taken apart only when somebody looks inside it.</summary>
internal sealed class ObjectView
{
    private readonly StoredDocument? _stored;
    private JsonObject? _document;

    public ObjectView(JsonObject document) => _document = document;

    public ObjectView(KindDescriptor kind, ReadOnlyMemory<byte> bytes, long revision) => _stored = new StoredDocument(kind, bytes, revision);

    public JsonObject Document => _document ??= _stored!.Value.Decode();

    public DocumentMetadata Meta => Document.Meta();

    /// <summary>What lists are mostly restricted by: read without the rest.</summary>
    public JsonObject? Labels => _document is null && _stored is { } stored ? stored.DecodeLabels() : Meta.Labels;

    /// <summary>Writes the object as it was when this was made.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        if (_stored is { } stored)
        {
            stored.WriteTo(output);
        }
        else
        {
            using var writer = new Utf8JsonWriter(output, ResponseWriter.WriterOptions);
            Document.WriteTo(writer, ApiJson.Options);
        }
    }

    /// <inheritdoc cref="WriteTo(IBufferWriter{byte})"/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_stored is { } stored)
        {
            stored.WriteTo(writer);
        }
        else
        {
            Document.WriteTo(writer, ApiJson.Options);
        }
    }
}
