using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>Every failure leaves in OpenAI's shape, or Anthropic's where that is the API, whoever produced it: our code, the router or the HTTP server.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && Unanswered(context) is { } error)
            {
                await WriteAsync(context, error);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to answer.
        }
        catch (ApiException e)
        {
            await WriteAsync(context, e);
        }
        catch (BadHttpRequestException e)
        {
            await WriteAsync(context, FromServer(e));
        }
        catch (JsonException e)
        {
            await WriteAsync(context, ApiException.BadRequest($"The request body is not valid JSON: {e.Message}"));
        }
        catch (Exception e)
        {
            Log.RequestFailed(logger, context.Request.Path, e);
            await WriteAsync(context, new ApiException(500, "The server had an error while processing your request.", ApiException.ServerError));
        }
    }

    private static ApiException? Unanswered(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new(
            404, $"Invalid URL ({context.Request.Method} {context.Request.Path})", ApiException.InvalidRequest, null, "unknown_url"),
        StatusCodes.Status405MethodNotAllowed => new(
            405, $"Not allowed to {context.Request.Method} on {context.Request.Path}. Allowed: {context.Response.Headers.Allow}.",
            ApiException.InvalidRequest, null, "method_not_supported"),
        _ => null,
    };

    private static ApiException FromServer(BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new(413, "The request body is too large.", ApiException.InvalidRequest, null, "request_too_large"),
        _ => new(e.StatusCode, e.Message, ApiException.InvalidRequest),
    };

    private static async Task WriteAsync(HttpContext context, ApiException error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var allow = context.Response.Headers.Allow;
        context.Response.Clear();
        context.Response.Headers.Allow = allow;
        context.Response.StatusCode = error.Status;
        context.Response.ContentType = "application/json";
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, JsonOutput.Options))
        {
            if (context.Request.Path.StartsWithSegments(MessagesEndpoint.Path, StringComparison.Ordinal))
            {
                AnthropicError.Write(json, error);
            }
            else
            {
                ErrorBody.Write(json, error.Message, error.Type, error.Param, error.Code);
            }
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Path} failed")]
        internal static partial void RequestFailed(ILogger logger, PathString path, Exception exception);
    }
}
