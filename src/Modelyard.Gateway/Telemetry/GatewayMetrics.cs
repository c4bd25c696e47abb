using System.Diagnostics.Metrics;
using System.Globalization;

namespace Modelyard.Gateway;

/// <summary>
/// What is measured of calls, by OpenTelemetry's conventions for generative AI where they have a name for it. The model is only ever one that
/// exists: what clients make up costs no series.
/// </summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Modelyard.Gateway";

    private static readonly string[] Outcomes = ["completed", "rejected", "upstream_failed", "truncated", "client_aborted", "gateway_failed"];
    private static readonly string[] LimitKinds = ["requests", "tokens", "concurrent"];

    // As the conventions recommend.
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, 14).Select(i => 0.01 * (1 << i))] };
    private static readonly InstrumentAdvice<double> FirstTokens =
        new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    private static readonly InstrumentAdvice<double> TokenTimes =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5] };

    private static readonly InstrumentAdvice<long> TokenCounts = new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, 14).Select(i => 1L << (2 * i))] };

    private readonly Counter<long> _requests;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _firstToken;
    private readonly Histogram<double> _tokenTime;
    private readonly Histogram<long> _tokens;
    private readonly Counter<long> _cachedTokens;
    private readonly Histogram<double> _queueWait;
    private readonly Counter<long> _cacheLookups;
    private readonly Counter<long> _limitsReached;
    private readonly Counter<long> _budgetsSpent;
    private long _active;

    public GatewayMetrics(IMeterFactory factory)
    {
        Meter = factory.Create(MeterName);
        Meter.CreateObservableUpDownCounter("modelyard.gateway.requests.active", () => Volatile.Read(ref _active), "{request}", "Calls being answered.");
        _requests = Meter.CreateCounter<long>("modelyard.gateway.requests", "{request}", "Calls answered, by how they ended.");
        _errors = Meter.CreateCounter<long>("modelyard.gateway.errors", "{request}", "Calls that did not end well, by what went wrong.");
        _duration = Meter.CreateHistogram("gen_ai.server.request.duration", "s", "From the arrival of a call to the end of its answer.", null, Durations);
        _firstToken = Meter.CreateHistogram(
            "gen_ai.server.time_to_first_token", "s", "From the arrival of a call to the beginning of its answer, for streams.", null, FirstTokens);
        _tokenTime = Meter.CreateHistogram(
            "gen_ai.server.time_per_output_token", "s", "Time for each token after the first, for streams.", null, TokenTimes);
        _tokens = Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens a call has used.", null, TokenCounts);
        _cachedTokens = Meter.CreateCounter<long>(
            "modelyard.gateway.cached_input_tokens", "{token}", "Those of the input tokens that the prompt cache of an engine had.");
        _queueWait = Meter.CreateHistogram("modelyard.gateway.queue.wait", "s", "Time in the queue, for calls that had to wait for a replica.", null, FirstTokens);
        _cacheLookups = Meter.CreateCounter<long>(
            "modelyard.gateway.cache.lookups", "{request}", "Calls to deployments that keep answers, by whether there was one.");
        _limitsReached = Meter.CreateCounter<long>("modelyard.gateway.limits.reached", "{request}", "Calls refused because of a rate limit, by whose and of what.");
        _budgetsSpent = Meter.CreateCounter<long>("modelyard.gateway.budgets.spent", "{request}", "Calls refused because a budget is spent, by whose.");
    }

    public Meter Meter { get; }

    /// <summary>As a dimension of measurements.</summary>
    public static KeyValuePair<string, object?> Of(ServedModel? model) => new(GenAITags.RequestModel, model?.QualifiedId);

    public void Started() => Interlocked.Increment(ref _active);

    public void Ended(GatewayCall call, string? error)
    {
        Interlocked.Decrement(ref _active);
        var operation = new KeyValuePair<string, object?>(GenAITags.Operation, call.Operation.GenAIName);
        var model = Of(call.KnownModel);
        var failure = new KeyValuePair<string, object?>(GenAITags.ErrorType, error);
        if (_requests.Enabled)
        {
            // Where 200 comes from nothing is allocated.
            var status = call.Http.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
            _requests.Add(1, [operation, model, new(GenAITags.Status, status), new("outcome", Outcomes[(int)call.Outcome])]);
        }

        if (error is not null)
        {
            _errors.Add(1, operation, model, failure);
        }

        var elapsed = call.Elapsed;
        _duration.Record(elapsed.TotalSeconds, [operation, GenAITags.Provider, model, failure]);
        if (call.QueueWait is { } wait)
        {
            _queueWait.Record(wait.TotalSeconds, model);
        }

        if (call.CacheResult != CacheResult.None)
        {
            _cacheLookups.Add(1, model, new("result", call.CacheResult == CacheResult.Hit ? "hit" : "miss"));
        }

        if (call.Account is { } account && call.CacheResult != CacheResult.Hit)
        {
            RecordTokens(account.Used, operation, model);
        }

        if (call.Streamed && call.TimeToFirstByte is { } first && call.Outcome == CallOutcome.Completed)
        {
            _firstToken.Record(first.TotalSeconds, operation, GenAITags.Provider, model);
            if (call.Account?.Used.Output is > 1 and var tokens)
            {
                _tokenTime.Record((elapsed - first).TotalSeconds / (tokens - 1), operation, GenAITags.Provider, model);
            }
        }
    }

    public void LimitReached(GatewayCall call, LimitRefusal refusal) =>
        _limitsReached.Add(1, Of(call.Model), new("scope", refusal.Subject.ScopeName), new("kind", LimitKinds[(int)refusal.Kind]));

    public void BudgetSpent(GatewayCall call, BudgetRule budget) =>
        _budgetsSpent.Add(1, Of(call.Model), new KeyValuePair<string, object?>("scope", budget.Spender.IsKey ? "key" : "organization"));

    private void RecordTokens(in TokenUsage used, in KeyValuePair<string, object?> operation, in KeyValuePair<string, object?> model)
    {
        if (used.Input > 0)
        {
            _tokens.Record(used.Input, [operation, GenAITags.Provider, model, new(GenAITags.TokenType, "input")]);
        }

        if (used.Output > 0)
        {
            _tokens.Record(used.Output, [operation, GenAITags.Provider, model, new(GenAITags.TokenType, "output")]);
        }

        if (used.CachedInput > 0)
        {
            _cachedTokens.Add(used.CachedInput, operation, model);
        }
    }
}
