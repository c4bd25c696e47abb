using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Modelyard.Gateway;

/// <summary>The instruments of the meter <c>Modelyard.Gateway</c>. The model is only ever one that exists: what clients make up costs no series.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Modelyard.Gateway";

    private static readonly string[] Outcomes = ["completed", "rejected", "upstream_failed", "truncated", "client_aborted", "gateway_failed"];

    private readonly UpDownCounter<long> _inFlight;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _firstByte;
    private readonly Counter<long> _cacheLookups;

    public GatewayMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _inFlight = meter.CreateUpDownCounter<long>("modelyard.gateway.requests.active", "{request}", "Calls being answered.");
        _requests = meter.CreateCounter<long>("modelyard.gateway.requests", "{request}", "Calls answered.");
        _errors = meter.CreateCounter<long>("modelyard.gateway.errors", "{request}", "Calls that did not end well, by how they ended.");
        _duration = meter.CreateHistogram<double>("modelyard.gateway.request.duration", "s", "From the request's arrival to the end of the answer.");
        _cacheLookups = meter.CreateCounter<long>("modelyard.gateway.cache.lookups", "{request}", "Calls to deployments that keep answers, by whether there was one.");
        _firstByte = meter.CreateHistogram<double>("modelyard.gateway.time_to_first_token", "s", "From the request's arrival to the first byte of a streamed answer.");
    }

    public void Started(GatewayCall call) => _inFlight.Add(1, Operation(call));

    public void Ended(GatewayCall call)
    {
        _inFlight.Add(-1, Operation(call));
        if (!_requests.Enabled && !_duration.Enabled && !_firstByte.Enabled && !_errors.Enabled)
        {
            return;
        }

        var tags = new TagList
        {
            Operation(call),
            { "model", call.ModelId ?? "" },
            { "status", call.Http.Response.StatusCode },
            { "outcome", Outcomes[(int)call.Outcome] },
        };
        _requests.Add(1, tags);
        _duration.Record(call.Elapsed.TotalSeconds, tags);
        if (call.Outcome != CallOutcome.Completed)
        {
            _errors.Add(1, tags);
        }

        if (call.CacheResult != CacheResult.None)
        {
            _cacheLookups.Add(1, new("model", call.ModelId), new("result", call.CacheResult == CacheResult.Hit ? "hit" : "miss"));
        }

        if (call.Streamed && call.TimeToFirstByte is { } first)
        {
            _firstByte.Record(first.TotalSeconds, Operation(call), new KeyValuePair<string, object?>("model", call.ModelId));
        }
    }

    private static KeyValuePair<string, object?> Operation(GatewayCall call) => new("operation", call.Operation.Name);
}
