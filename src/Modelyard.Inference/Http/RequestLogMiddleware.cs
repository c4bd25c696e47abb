using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>One log line per request and a request id on every answer; never a prompt or a body.</summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestLogMiddleware> logger)
{
    private const string RequestId = "X-Request-Id";
    private const int MaxIdLength = 128;

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var started = time.GetTimestamp();
        var id = Id(context.Request.Headers[RequestId].ToString());
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[RequestId] = id;
            context.Response.Headers["openai-processing-ms"] =
                time.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await next(context);
        if (logger.IsEnabled(LogLevel.Information))
        {
            var status = context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
            Log.Answered(logger, context.Request.Method, path, status, time.GetElapsedTime(started).TotalMilliseconds, id);
        }
    }

    // A header of a client's choosing goes into logs and back out: only what an id looks like is taken over.
    private static string Id(string asked) =>
        asked.Length is > 0 and <= MaxIdLength && asked.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
            ? asked
            : "req_" + Guid.NewGuid().ToString("N");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Method} {Path} {Status} {Milliseconds:0.0} ms {Id}")]
        internal static partial void Answered(ILogger logger, string method, PathString path, int status, double milliseconds, string id);
    }
}
