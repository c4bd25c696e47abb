using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary>Server-sent events that have names, as a stream of JSON objects with that name as their type.</summary>
internal sealed class NamedEvents(HttpResponse response) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonOutput.Options);

    internal Utf8JsonWriter Begin(ReadOnlySpan<byte> name)
    {
        var output = response.BodyWriter;
        output.Write("event: "u8);
        output.Write(name);
        output.Write("\ndata: "u8);
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteString("type"u8, name);
        return _json;
    }

    internal void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        response.BodyWriter.Write("\n\n"u8);
    }

    public void Dispose() => _json.Dispose();
}
