using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Takes what the call may use from all its limits at once, before anything is sent; and says how they stand.</summary>
internal sealed partial class ReserveLimits(Limiter limiter, GatewayMetrics metrics, IOptions<GatewayOptions> options, ILogger<ReserveLimits> logger) : IGatewayStep
{
    private readonly long _unstatedOutput = options.Value.UnstatedOutputTokens;
    private readonly TimeSpan _retryAfter = options.Value.NotReadyRetryAfter;

    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var estimate = Estimate(call);
        var certain = estimate with { Output = call.Fields.MaxTokens is null ? 0 : estimate.Output };
        (call.Account!.Expected, call.Account.Certain) = (estimate, certain);
        if (limiter.Of(call) is not { } limits)
        {
            return null;
        }

        // How long the answer gets that the client does not bound is only a guess, which refuses nobody.
        if (limits.SmallestTokenLimit() is { } smallest && certain.Total > smallest.TokensPerMinute)
        {
            return OpenAIErrors.RequestLargerThanLimit(call.Model.QualifiedId, smallest, certain.Total);
        }

        LimitEntry entry;
        try
        {
            entry = await limiter.EnterAsync(limits, estimate.Total, call.Http.RequestAborted);
        }
        catch (LedgerException e)
        {
            Log.Unknown(logger, call.RequestId, e);
            return OpenAIErrors.LimitsUnknown(_retryAfter);
        }

        call.Account.Reservation = entry.Reservation;
        call.RateStatus = entry.Status;
        RateHeaders.Write(call.Http.Response.Headers, entry.Status);
        if (entry.Refusal is not { } refusal)
        {
            return null;
        }

        metrics.LimitReached(call, refusal);
        return OpenAIErrors.RateLimitReached(call.Model.QualifiedId, refusal);
    }

    private TokenUsage Estimate(GatewayCall call)
    {
        if (call.Operation.IsFree)
        {
            return default;
        }

        var input = call.Model.State.EstimateInput(call.Fields.Length);
        var output = call.Operation.Generates ? Output(call.Fields.MaxTokens ?? _unstatedOutput, call.Fields.Choices) : 0;
        return new TokenUsage(input, 0, output, 0);
    }

    private static long Output(long tokens, int choices) => (long)Int128.Min((Int128)tokens * choices, TokenBucket.Most);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId} is not served: what is left of its limits cannot be looked up.")]
        public static partial void Unknown(ILogger logger, string requestId, Exception exception);
    }
}
