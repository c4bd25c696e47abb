using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The events of watches as bytes. Those that many watches send alike are written once, and live as long as their change.</summary>
internal sealed class WatchFrames
{
    private readonly ConditionalWeakTable<StoreChange, Frame> _known = [];

    /// <summary>The event of a change, to whoever sees all objects of the kind.</summary>
    public ReadOnlyMemory<byte> Of(KindDescriptor kind, StoreChange change)
    {
        var frame = _known.GetValue(change, c => Frame.Of(kind, c));

        // The same change in another version of its kind.
        return (ReferenceEquals(frame.Kind, kind) ? frame : Frame.Of(kind, change)).Bytes;
    }

    public static string TypeOf(StoreChange change) => change.Type switch
    {
        ChangeType.Created => "ADDED",
        ChangeType.Deleted => "DELETED",
        _ => "MODIFIED",
    };

    public static void Write(IBufferWriter<byte> output, string type, Action<Utf8JsonWriter> content)
    {
        using (var writer = new Utf8JsonWriter(output, ResponseWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WritePropertyName("object"u8);
            content(writer);
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private sealed record Frame(KindDescriptor Kind, ReadOnlyMemory<byte> Bytes)
    {
        public static Frame Of(KindDescriptor kind, StoreChange change)
        {
            var document = new StoredDocument(kind, change.Type == ChangeType.Deleted ? change.Previous : change.Document, change.Revision);
            var output = new ArrayBufferWriter<byte>(document.Bytes.Length + 256);
            Write(output, TypeOf(change), document.WriteTo);
            return new Frame(kind, output.WrittenMemory);
        }
    }
}
