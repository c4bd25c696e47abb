using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary>
/// Writes one completion, whole or as server-sent events. On a stream the choices run side by side and share the connection, an
/// event at a time; an event is flushed as soon as it is written.
/// </summary>
internal sealed class CompletionWriter(
    HttpResponse response, CompletionFormat format, CompletionJob job, GenerationParameters parameters, string model, long created) : IDisposable
{
    private readonly string _id = format.IdPrefix + Guid.NewGuid().ToString("N");
    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonOutput.Options);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _failed;

    internal async Task WriteWholeAsync(CancellationToken cancellationToken)
    {
        var results = new GenerationEvent[job.Choices.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = await job.CompleteAsync(i, cancellationToken);
        }

        response.ContentType = "application/json";
        _json.Reset(response.BodyWriter);
        Start(format.ObjectName);
        for (var i = 0; i < results.Length; i++)
        {
            format.WriteChoice(_json, i, job.Choices[i], results[i]);
        }

        _json.WriteEndArray();
        job.Usage.Write(_json);
        _json.WriteEndObject();
        _json.Flush();
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    internal async Task StreamAsync(CancellationToken cancellationToken)
    {
        // A failure before the first token can still be an honest status code.
        var first = await job.NextAsync(0, cancellationToken);
        if (first.Finish is FinishReason.Failed)
        {
            throw job.Failure(0);
        }

        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        var streams = new Task[job.Choices.Count];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = StreamChoiceAsync(i, i == 0 ? first : null, cancellationToken);
        }

        await Task.WhenAll(streams);
        if (_failed)
        {
            return;
        }

        if (parameters.IncludeUsage)
        {
            Begin();
            Start(format.ChunkName);
            _json.WriteEndArray();
            job.Usage.Write(_json);
            await EndAsync(cancellationToken);
        }

        response.BodyWriter.Write("data: [DONE]\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        _json.Dispose();
        _turn.Dispose();
    }

    private async Task StreamChoiceAsync(int index, GenerationEvent? first, CancellationToken cancellationToken)
    {
        var (shown, logprobs, opened) = (0, 0, !format.HasOpening);
        while (true)
        {
            var news = first ?? await job.NextAsync(index, cancellationToken);
            first = null;
            await _turn.WaitAsync(cancellationToken);
            try
            {
                if (_failed)
                {
                    return;
                }

                if (news.Finish is FinishReason.Failed)
                {
                    await FailAsync(index, cancellationToken);
                    return;
                }

                if (!opened)
                {
                    BeginChoice();
                    format.WriteOpening(_json, index);
                    await EndChoiceAsync(cancellationToken);
                    opened = true;
                }

                if (news.TextEnd > shown || news.Logprobs > logprobs)
                {
                    BeginChoice();
                    var generation = job.Choices[index];
                    format.WriteDelta(_json, index, generation, generation.Text.Slice(shown, news.TextEnd).Span, logprobs..news.Logprobs);
                    await EndChoiceAsync(cancellationToken);
                    (shown, logprobs) = (news.TextEnd, news.Logprobs);
                }

                if (news.Finish is not FinishReason.None)
                {
                    BeginChoice();
                    format.WriteEnding(_json, index, news.Finish);
                    await EndChoiceAsync(cancellationToken);
                    return;
                }
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>A broken stream ends with an error event and without [DONE], so that no client takes it for a whole answer.</summary>
    private async Task FailAsync(int index, CancellationToken cancellationToken)
    {
        _failed = true;
        var error = job.Failure(index);
        Begin();
        ErrorBody.Write(_json, error.Message, error.Type, error.Param, error.Code);
        _json.Flush();
        response.BodyWriter.Write("\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
        job.Dispose();
    }

    private void BeginChoice()
    {
        Begin();
        Start(format.ChunkName);
    }

    private async ValueTask EndChoiceAsync(CancellationToken cancellationToken)
    {
        _json.WriteEndArray();
        if (parameters.ContinuousUsage)
        {
            job.Usage.Write(_json);
        }
        else if (parameters.IncludeUsage)
        {
            _json.WriteNull("usage"u8);
        }

        await EndAsync(cancellationToken);
    }

    private void Begin()
    {
        response.BodyWriter.Write("data: "u8);
        _json.Reset(response.BodyWriter);
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _json.WriteEndObject();
        _json.Flush();
        response.BodyWriter.Write("\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private void Start(ReadOnlySpan<byte> objectName)
    {
        _json.WriteStartObject();
        _json.WriteString("id"u8, _id);
        _json.WriteString("object"u8, objectName);
        _json.WriteNumber("created"u8, created);
        _json.WriteString("model"u8, model);
        _json.WriteStartArray("choices"u8);
    }
}
