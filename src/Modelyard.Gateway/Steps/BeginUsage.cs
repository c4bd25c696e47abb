using Microsoft.Extensions.Logging;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Writes the call down before anything of it is sent, so that it is accounted for whatever happens then.</summary>
internal sealed partial class BeginUsage(ILogger<BeginUsage> logger) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        try
        {
            call.Account!.Begin();
            return default;
        }
        catch (LedgerException e)
        {
            Log.NotRecorded(logger, call.RequestId, e);
            return ValueTask.FromResult<OpenAIError?>(OpenAIErrors.UsageNotRecorded());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId} is not served, since what it uses could not be recorded.")]
        public static partial void NotRecorded(ILogger logger, string requestId, Exception exception);
    }
}
