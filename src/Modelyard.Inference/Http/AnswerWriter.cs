using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary>Writes the one answer of a job, whole or as a stream of named events; what there is to say is flushed at once.</summary>
internal static class AnswerWriter
{
    internal static Task WriteAsync(HttpContext context, AnswerFormat format, CompletionJob job, bool stream) =>
        stream ? StreamAsync(context.Response, format, job, context.RequestAborted) : WriteWholeAsync(context.Response, format, job, context.RequestAborted);

    private static async Task WriteWholeAsync(HttpResponse response, AnswerFormat format, CompletionJob job, CancellationToken cancellationToken)
    {
        var answer = AnswerOf(job, await job.CompleteAsync(0, cancellationToken));
        await JsonOutput.WriteAsync(response, json => format.WriteWhole(json, answer), cancellationToken);
    }

    private static async Task StreamAsync(HttpResponse response, AnswerFormat format, CompletionJob job, CancellationToken cancellationToken)
    {
        // A failure before the first token can still be an honest status code.
        var news = await job.NextAsync(0, cancellationToken);
        if (news.Finish is FinishReason.Failed)
        {
            throw job.Failure(0);
        }

        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        using var events = new NamedEvents(response);
        format.Open(events, job.Usage with { Completion = 0 });
        for (var shown = 0; ; news = await job.NextAsync(0, cancellationToken))
        {
            if (news.Finish is FinishReason.Failed)
            {
                format.Fail(events, job.Failure(0));
            }
            else if (news.TextEnd > shown)
            {
                format.WriteDelta(events, job.Choices[0].Text.Slice(shown, news.TextEnd).Span);
                shown = news.TextEnd;
            }

            if (news.Finish is not (FinishReason.None or FinishReason.Failed))
            {
                format.Close(events, AnswerOf(job, news));
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
            if (news.Finish is not FinishReason.None)
            {
                return;
            }
        }
    }

    private static Answer AnswerOf(CompletionJob job, GenerationEvent last)
    {
        var text = job.Choices[0].Text;
        return new Answer(text.Slice(0, last.TextEnd), last.Finish, text.MatchedStop, job.Usage);
    }
}
