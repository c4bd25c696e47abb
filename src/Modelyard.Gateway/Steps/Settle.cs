using Microsoft.Extensions.Logging;

namespace Modelyard.Gateway;

/// <summary>Closes the account of every call, however it ended.</summary>
internal sealed partial class Settle(GatewayMetrics metrics, ILogger<Settle> logger)
{
    public void Begin(GatewayCall call)
    {
        metrics.Started();
        GatewayTraces.Begin(call);
    }

    public void End(GatewayCall call)
    {
        call.Account?.Close(call.Http.Response.StatusCode);
        call.Release();
        var error = CallFailure.TypeOf(call);
        metrics.Ended(call, error);
        GatewayTraces.End(call, error);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.Ended(
                logger, call.RequestId, call.Operation.Name, call.ModelId, call.Http.Response.StatusCode, call.Outcome, call.Elapsed.TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Request {RequestId} {Operation} {Model}: {Status}, {Outcome} after {Milliseconds:0.0} ms.")]
        public static partial void Ended(
            ILogger logger, string requestId, string operation, string? model, int status, CallOutcome outcome, double milliseconds);
    }
}
