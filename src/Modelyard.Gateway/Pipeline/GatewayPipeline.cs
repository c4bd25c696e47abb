using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelyard.Gateway;

/// <summary>Runs a call through its steps in order, answers with the error of the first that has one, and settles every call exactly once.</summary>
internal sealed partial class GatewayPipeline(IGatewayStep[] steps, Settle settle, ILogger<GatewayPipeline> logger)
{
    public async Task RunAsync(GatewayCall call)
    {
        settle.Begin(call);
        try
        {
            var error = await RunStepsAsync(call);
            if (error is not null && !call.Http.RequestAborted.IsCancellationRequested)
            {
                call.Account?.Close(error.Status);
                await ErrorWriter.WriteAsync(call, error);
            }
        }
        catch (OperationCanceledException) when (call.Http.RequestAborted.IsCancellationRequested)
        {
            call.Outcome = CallOutcome.ClientAborted;
        }
        finally
        {
            settle.End(call);
        }

        if (call.IsUnfinished)
        {
            throw new UnfinishedAnswerException();
        }
    }

    private async ValueTask<OpenAIError?> RunStepsAsync(GatewayCall call)
    {
        try
        {
            foreach (var step in steps)
            {
                if (await step.RunAsync(call) is { } error)
                {
                    call.Outcome = call.Outcome == CallOutcome.Completed ? CallOutcome.Rejected : call.Outcome;
                    return error;
                }

                if (call.IsAnswered)
                {
                    break;
                }
            }

            return null;
        }
        catch (BadHttpRequestException e)
        {
            // The client broke the protocol or was too slow while its body was read.
            call.Outcome = CallOutcome.Rejected;
            return OpenAIErrors.BadHttp(e.StatusCode, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !call.Http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, call.RequestId, call.Operation.Name, e);
            call.Outcome = CallOutcome.GatewayFailed;
            if (!call.Http.Response.HasStarted)
            {
                return OpenAIErrors.Internal(call.RequestId);
            }

            call.IsUnfinished = true;
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId} ({Operation}) failed inside the gateway.")]
        public static partial void Failed(ILogger logger, string requestId, string operation, Exception exception);
    }
}
