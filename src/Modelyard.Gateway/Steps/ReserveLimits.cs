using Microsoft.Extensions.Options;

namespace Modelyard.Gateway;

/// <summary>Takes what the call may use from all its limits at once, before anything is sent; and says how they stand.</summary>
internal sealed class ReserveLimits(Limiter limiter, IOptions<GatewayOptions> options) : IGatewayStep
{
    private readonly long _unstatedOutput = options.Value.UnstatedOutputTokens;

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call) => ValueTask.FromResult(Run(call));

    private OpenAIError? Run(GatewayCall call)
    {
        var estimate = Estimate(call);
        var certain = estimate with { Output = call.Fields.MaxTokens is null ? 0 : estimate.Output };
        (call.Account!.Expected, call.Account.Certain) = (estimate, certain);
        if (limiter.Of(call) is not { } limits)
        {
            return null;
        }

        // How long the answer gets that the client does not bound is only a guess, which refuses nobody.
        if (limits.SmallestTokenLimit() is { } smallest && certain.Total > smallest)
        {
            return OpenAIErrors.RequestLargerThanLimit(call.Model.QualifiedId, smallest, certain.Total);
        }

        var letIn = limits.TryEnter(estimate.Total, out var reservation, out var refusal, out var status);
        call.Account.Reservation = reservation;
        call.RateStatus = status;
        RateHeaders.Write(call.Http.Response.Headers, status);
        return letIn ? null : OpenAIErrors.RateLimitReached(call.Model.QualifiedId, refusal!);
    }

    private TokenUsage Estimate(GatewayCall call)
    {
        var input = call.Model.State.EstimateInput(call.Fields.Length);
        var output = call.Operation.Generates ? Output(call.Fields.MaxTokens ?? _unstatedOutput, call.Fields.Choices) : 0;
        return new TokenUsage(input, 0, output, 0);
    }

    private static long Output(long tokens, int choices) => (long)Int128.Min((Int128)tokens * choices, TokenBucket.Most);
}
