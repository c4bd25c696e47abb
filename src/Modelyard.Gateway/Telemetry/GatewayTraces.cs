using System.Diagnostics;
using System.Net.Http.Headers;

namespace Modelyard.Gateway;

/// <summary>
/// A span for each call, by OpenTelemetry's conventions for generative AI: a child of the client's, and the parent of what the replica makes.
/// While nobody collects spans there are none, and the client's trace is passed on as it came.
/// </summary>
internal static class GatewayTraces
{
    public const string SourceName = "Modelyard.Gateway";

    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    // What clients write is kept, but not at any length.
    private const int MaxModelLength = 256;

    private static readonly ActivitySource Source = new(SourceName);

    public static void Begin(GatewayCall call)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        var headers = call.Http.Request.Headers;
        if (!ActivityContext.TryParse(headers[TraceParent], headers[TraceState], isRemote: true, out var parent))
        {
            // The web server may have an activity of its own, which nobody collects: this one is the first of its trace.
            Activity.Current = null;
        }

        call.Span = Source.StartActivity(
            call.Operation.GenAIName, ActivityKind.Client, parent, [new(GenAITags.Operation, call.Operation.GenAIName), GenAITags.Provider]);
    }

    /// <summary>Gives a replica's request the trace it belongs to.</summary>
    public static void PassOn(GatewayCall call, HttpRequestHeaders to)
    {
        if (call.Span is { } span)
        {
            Add(TraceParent, span.Id);
            Add(TraceState, span.TraceStateString);
            return;
        }

        var from = call.Http.Request.Headers;
        Add(TraceParent, from[TraceParent]);
        Add(TraceState, from[TraceState]);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                to.TryAddWithoutValidation(name, value);
            }
        }
    }

    public static void End(GatewayCall call, string? error)
    {
        if (call.Span is not { } span)
        {
            return;
        }

        if (span.IsAllDataRequested)
        {
            Describe(call, span);
            if (error is not null)
            {
                span.SetTag(GenAITags.ErrorType, error).SetStatus(ActivityStatusCode.Error);
            }
        }

        span.Dispose();
    }

    private static void Describe(GatewayCall call, Activity span)
    {
        var model = call.KnownModel;
        var asked = call.Fields.Model ?? call.PathModel?.Id ?? call.ServiceId ?? model?.QualifiedId;
        span.DisplayName = model is null ? call.Operation.GenAIName : $"{call.Operation.GenAIName} {model.QualifiedId}";
        span.SetTag(GenAITags.RequestModel, asked?.Length > MaxModelLength ? asked[..MaxModelLength] : asked);
        span.SetTag(GenAITags.ResponseModel, model?.QualifiedId);
        span.SetTag(GenAITags.Status, call.Http.Response.StatusCode);
        span.SetTag("gen_ai.request.stream", call.Fields.Stream ? true : null);
        span.SetTag("gen_ai.request.max_tokens", call.Fields.MaxTokens);
        span.SetTag("gen_ai.request.choice.count", call.Fields.Choices > 1 ? call.Fields.Choices : null);
        span.SetTag("gen_ai.response.time_to_first_chunk", call.Streamed ? call.TimeToFirstByte?.TotalSeconds : null);
        if (call.Account is { } account)
        {
            span.SetTag("gen_ai.usage.input_tokens", account.Used.Input);
            span.SetTag("gen_ai.usage.output_tokens", account.Used.Output);
            span.SetTag("gen_ai.usage.cache_read.input_tokens", account.Used.CachedInput);
            span.SetTag("modelyard.project", call.Key.Namespace);
            span.SetTag("modelyard.organization", call.Tenant?.Name);
        }

        span.SetTag("modelyard.request.id", call.RequestId);
        if (call.Replica is { } replica)
        {
            var url = replica.UrlOf(call.ReplicaPath);
            span.SetTag("server.address", replica.SocketPath ?? url.Host);
            span.SetTag("server.port", replica.SocketPath is null ? url.Port : null);
        }
    }
}
