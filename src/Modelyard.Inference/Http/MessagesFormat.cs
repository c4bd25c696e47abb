using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>An answer as Anthropic's Messages have it.</summary>
internal sealed class MessagesFormat(string model) : AnswerFormat
{
    private readonly string _id = "msg_" + Guid.NewGuid().ToString("N");

    internal override void WriteWhole(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        StartMessage(json);
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, answer.Text.Span);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteStop(json, answer);
        WriteUsage(json, answer.Usage);
        json.WriteEndObject();
    }

    internal override void Open(NamedEvents events, Usage usage)
    {
        var json = events.Begin("message_start"u8);
        json.WriteStartObject("message"u8);
        StartMessage(json);
        json.WriteStartArray("content"u8);
        json.WriteEndArray();
        WriteStop(json, default);
        WriteUsage(json, usage);
        json.WriteEndObject();
        events.End();

        json = events.Begin("content_block_start"u8);
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("content_block"u8);
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, ""u8);
        json.WriteEndObject();
        events.End();
    }

    internal override void WriteDelta(NamedEvents events, ReadOnlySpan<byte> text)
    {
        var json = events.Begin("content_block_delta"u8);
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, "text_delta"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        events.End();
    }

    internal override void Close(NamedEvents events, Answer answer)
    {
        events.Begin("content_block_stop"u8).WriteNumber("index"u8, 0);
        events.End();

        var json = events.Begin("message_delta"u8);
        json.WriteStartObject("delta"u8);
        WriteStop(json, answer);
        json.WriteEndObject();
        WriteUsage(json, answer.Usage);
        events.End();

        events.Begin("message_stop"u8);
        events.End();
    }

    internal override void Fail(NamedEvents events, ApiException error)
    {
        AnthropicError.WriteMember(events.Begin("error"u8), error);
        events.End();
    }

    private void StartMessage(Utf8JsonWriter json)
    {
        json.WriteString("id"u8, _id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, model);
    }

    private static void WriteStop(Utf8JsonWriter json, Answer answer)
    {
        if (answer.Finish is FinishReason.None)
        {
            json.WriteNull("stop_reason"u8);
        }
        else
        {
            json.WriteString("stop_reason"u8, answer.Finish is FinishReason.Length ? "max_tokens"u8 : answer.StopString is null ? "end_turn"u8 : "stop_sequence"u8);
        }

        if (answer.StopString is { } stop)
        {
            json.WriteString("stop_sequence"u8, stop);
        }
        else
        {
            json.WriteNull("stop_sequence"u8);
        }
    }

    // What the cache had is not within the input here, but besides it.
    private static void WriteUsage(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, usage.Prompt - usage.Cached);
        json.WriteNumber("cache_creation_input_tokens"u8, 0);
        json.WriteNumber("cache_read_input_tokens"u8, usage.Cached);
        json.WriteNumber("output_tokens"u8, usage.Completion);
        json.WriteEndObject();
    }
}
