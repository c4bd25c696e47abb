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
        call.Account!.Expected = estimate;
        if (limiter.Of(call) is not { } limits)
        {
            return null;
        }

        if (limits.SmallestTokenLimit() is { } smallest && Certain(call, estimate) is var certain && certain > smallest)
        {
            return OpenAIErrors.RequestLargerThanLimit(call.Model.QualifiedId, smallest, certain);
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

    /// <summary>What the client itself asks for; how long the answer gets otherwise is only a guess, which refuses nobody.</summary>
    private static long Certain(GatewayCall call, in TokenUsage estimate) =>
        estimate.Input + (call.Operation.Generates && call.Fields.MaxTokens is { } most ? Output(most, call.Fields.Choices) : 0);

    private static long Output(long tokens, int choices) => (long)Int128.Min((Int128)tokens * choices, TokenBucket.Most);
}
