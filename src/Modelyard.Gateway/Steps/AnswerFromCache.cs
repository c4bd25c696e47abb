namespace Modelyard.Gateway;

/// <summary>Gives the answer that was given to the same request before, where a deployment keeps answers; has the answer kept otherwise.</summary>
internal sealed class AnswerFromCache(GatewayClock clock) : IGatewayStep
{
    private const string Header = "x-modelyard-cache";

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call) =>
        call.Model.Terms.Cache is { } terms && call.Body is { } body ? RunAsync(call, terms, body) : default;

    private async ValueTask<OpenAIError?> RunAsync(GatewayCall call, CacheTerms terms, RequestBody body)
    {
        var store = call.Model.State.Answers;
        var key = AnswerCacheKey.Of(call, terms, body.Bytes.Span);
        if (store.Find(key, clock.Now) is not { } answer)
        {
            call.CacheResult = CacheResult.Miss;
            call.Http.Response.Headers[Header] = "miss";
            call.Recorder = new AnswerRecorder(store, key, terms, clock);
            return null;
        }

        call.CacheResult = CacheResult.Hit;
        call.IsAnswered = true;
        var response = call.Http.Response;
        response.Headers[Header] = "hit";
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        call.StampProcessingTime();
        call.Account!.CloseCached(answer.Usage);
        await response.Body.WriteAsync(answer.Body, call.Http.RequestAborted);
        return null;
    }
}
