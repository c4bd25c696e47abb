using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Ledger;

/// <summary>A line of a journal: <c>{"begin":{…}}</c> or <c>{"end":{…}}</c>, the whole record each time.</summary>
internal readonly record struct UsageLine(bool IsEnd, UsageRecord Record)
{
    private static readonly UsageJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault });

    private static ReadOnlySpan<byte> BeginMark => "{\"begin\":"u8;

    private static ReadOnlySpan<byte> EndMark => "{\"end\":"u8;

    private static ReadOnlySpan<byte> Tail => "}\n"u8;

    public static void Write(ArrayBufferWriter<byte> output, Utf8JsonWriter json, UsageRecord record, bool isEnd)
    {
        output.ResetWrittenCount();
        output.Write(isEnd ? EndMark : BeginMark);
        json.Reset(output);
        JsonSerializer.Serialize(json, record, Json.UsageRecord);
        json.Flush();
        output.Write(Tail);
    }

    /// <summary>Whether a line says that something began: what it came to is in another.</summary>
    public static bool IsBegin(ReadOnlySpan<byte> line) => line.StartsWith(BeginMark);

    /// <summary>Reads a line without its end; null when it is none, as when the machine went down while it was written.</summary>
    public static UsageLine? TryRead(ReadOnlySpan<byte> line)
    {
        var isEnd = line.StartsWith(EndMark);
        if ((!isEnd && !line.StartsWith(BeginMark)) || line[^1] != (byte)'}')
        {
            return null;
        }

        try
        {
            var record = JsonSerializer.Deserialize(line[(isEnd ? EndMark : BeginMark).Length..^1], Json.UsageRecord);
            return record is null ? null : new UsageLine(isEnd, record);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(UsageRecord))]
internal sealed partial class UsageJson : JsonSerializerContext;
