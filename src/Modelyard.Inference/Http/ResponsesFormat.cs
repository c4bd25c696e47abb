using System.Text;
using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>An answer as OpenAI's Responses have it: an object with a list of output items, of which there is one, a message with one text.</summary>
internal sealed class ResponsesFormat(ResponsesRequest request, string model, long created) : AnswerFormat
{
    private readonly string _id = "resp_" + Guid.NewGuid().ToString("N");
    private readonly string _itemId = "msg_" + Guid.NewGuid().ToString("N");
    private int _sequence;

    internal override void WriteWhole(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        WriteResponse(json, StatusOf(answer), answer, error: null);
        json.WriteEndObject();
    }

    internal override void Open(NamedEvents events, Usage usage)
    {
        WriteResponseEvent(events, "response.created"u8, "in_progress", answer: null, error: null);
        WriteResponseEvent(events, "response.in_progress"u8, "in_progress", answer: null, error: null);

        var json = BeginItem(events, "response.output_item.added"u8);
        json.WriteStartObject("item"u8);
        WriteItem(json, "in_progress", text: null);
        json.WriteEndObject();
        events.End();

        json = BeginPart(events, "response.content_part.added"u8);
        json.WriteStartObject("part"u8);
        WritePart(json, default);
        json.WriteEndObject();
        events.End();
    }

    internal override void WriteDelta(NamedEvents events, ReadOnlySpan<byte> text)
    {
        var json = BeginPart(events, "response.output_text.delta"u8);
        json.WriteString("delta"u8, text);
        WriteEmptyList(json, "logprobs"u8);
        events.End();
    }

    internal override void Close(NamedEvents events, Answer answer)
    {
        var json = BeginPart(events, "response.output_text.done"u8);
        json.WriteString("text"u8, answer.Text.Span);
        WriteEmptyList(json, "logprobs"u8);
        events.End();

        json = BeginPart(events, "response.content_part.done"u8);
        json.WriteStartObject("part"u8);
        WritePart(json, answer.Text);
        json.WriteEndObject();
        events.End();

        var status = StatusOf(answer);
        json = BeginItem(events, "response.output_item.done"u8);
        json.WriteStartObject("item"u8);
        WriteItem(json, status, answer.Text);
        json.WriteEndObject();
        events.End();

        WriteResponseEvent(events, Encoding.UTF8.GetBytes("response." + status), status, answer, error: null);
    }

    internal override void Fail(NamedEvents events, ApiException error) => WriteResponseEvent(events, "response.failed"u8, "failed", answer: null, error);

    private static string StatusOf(Answer answer) => answer.Finish is FinishReason.Length ? "incomplete" : "completed";

    private void WriteResponseEvent(NamedEvents events, ReadOnlySpan<byte> name, string status, Answer? answer, ApiException? error)
    {
        var json = Begin(events, name);
        json.WriteStartObject("response"u8);
        WriteResponse(json, status, answer, error);
        json.WriteEndObject();
        events.End();
    }

    private Utf8JsonWriter Begin(NamedEvents events, ReadOnlySpan<byte> name)
    {
        var json = events.Begin(name);
        json.WriteNumber("sequence_number"u8, _sequence++);
        return json;
    }

    private Utf8JsonWriter BeginItem(NamedEvents events, ReadOnlySpan<byte> name)
    {
        var json = Begin(events, name);
        json.WriteNumber("output_index"u8, 0);
        return json;
    }

    private Utf8JsonWriter BeginPart(NamedEvents events, ReadOnlySpan<byte> name)
    {
        var json = BeginItem(events, name);
        json.WriteString("item_id"u8, _itemId);
        json.WriteNumber("content_index"u8, 0);
        return json;
    }

    private void WriteResponse(Utf8JsonWriter json, string status, Answer? answer, ApiException? error)
    {
        json.WriteString("id"u8, _id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, created);
        json.WriteString("status"u8, status);
        json.WriteString("model"u8, model);
        WriteError(json, error);
        WriteIncomplete(json, status);
        json.WriteString("instructions"u8, request.Instructions);
        json.WriteStartArray("output"u8);
        if (answer is { } complete)
        {
            json.WriteStartObject();
            WriteItem(json, status, complete.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteParameters(json);
        if (answer is { Usage: var usage })
        {
            WriteUsage(json, usage);
        }
        else
        {
            json.WriteNull("usage"u8);
        }
    }

    private void WriteParameters(Utf8JsonWriter json)
    {
        if (request.Parameters.MaxTokens is { } most)
        {
            json.WriteNumber("max_output_tokens"u8, most);
        }
        else
        {
            json.WriteNull("max_output_tokens"u8);
        }

        json.WriteNumber("temperature"u8, request.Parameters.Sampling.Temperature);
        json.WriteNumber("top_p"u8, request.Parameters.Sampling.TopP);
        json.WriteBoolean("parallel_tool_calls"u8, false);
        json.WriteString("tool_choice"u8, "none"u8);
        WriteEmptyList(json, "tools"u8);
        json.WriteNull("previous_response_id"u8);
        json.WriteBoolean("store"u8, false);
        json.WriteString("truncation"u8, "disabled"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, ApiException? error)
    {
        if (error is null)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, error.Code ?? error.Type);
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }

    private static void WriteIncomplete(Utf8JsonWriter json, string status)
    {
        if (status != "incomplete")
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.WriteString("reason"u8, "max_output_tokens"u8);
        json.WriteEndObject();
    }

    private void WriteItem(Utf8JsonWriter json, string status, ReadOnlyMemory<byte>? text)
    {
        json.WriteString("id"u8, _itemId);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, status);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("content"u8);
        if (text is { } content)
        {
            json.WriteStartObject();
            WritePart(json, content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, ReadOnlyMemory<byte> text)
    {
        json.WriteString("type"u8, "output_text"u8);
        json.WriteString("text"u8, text.Span);
        WriteEmptyList(json, "annotations"u8);
        WriteEmptyList(json, "logprobs"u8);
    }

    private static void WriteUsage(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, usage.Prompt);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, usage.Cached);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, usage.Completion);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, usage.Prompt + usage.Completion);
        json.WriteEndObject();
    }

    private static void WriteEmptyList(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
