using System.Net;
using Microsoft.Extensions.Options;

namespace Modelyard.Gateway;

/// <summary>Sends the request to the chosen replica and passes the answer on as it comes.</summary>
internal sealed class Forward(ReplicaExchange exchange, IOptions<GatewayOptions> options, TimeProvider time) : IGatewayStep
{
    private readonly TimeSpan _notReadyRetryAfter = options.Value.NotReadyRetryAfter;
    private readonly CallTimeouts _timeouts = CallTimeouts.Of(options.Value);

    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var timeouts = _timeouts.With(call.Model.Terms.Timeouts);
        using var patience = new ReplicaPatience(time, timeouts.Total, call.Http.RequestAborted);
        var (response, fault) = await exchange.SendAsync(call, timeouts, patience);
        if (response is null)
        {
            return Refusal(call, fault, timeouts, patience);
        }

        using (response)
        {
            return response.IsSuccessStatusCode
                ? await RelayAsync(call, response, timeouts, patience)
                : await RelayErrorAsync(call, response, timeouts, patience);
        }
    }

    private async ValueTask<OpenAIError?> RelayAsync(GatewayCall call, HttpResponseMessage response, CallTimeouts timeouts, ReplicaPatience patience)
    {
        var content = response.Content.Headers;
        call.Streamed = content.ContentType?.MediaType == "text/event-stream" && content.ContentEncoding.Count == 0;
        call.Http.Response.StatusCode = (int)response.StatusCode;
        ResponseHeaders.Copy(response, call.Http.Response, keepLength: !call.Streamed);
        if (call.Streamed)
        {
            ResponseHeaders.ForbidBuffering(call.Http.Response);
        }

        call.StampProcessingTime();

        var body = await response.Content.ReadAsStreamAsync(patience.Token);
        var events = call.Streamed ? new EventRelay(body, call, patience, timeouts) : null;
        var fault = events is null ? await BodyRelay.RunAsync(body, content.ContentLength, call, patience, timeouts) : await events.RunAsync();
        if (fault == ReplicaFault.None)
        {
            if (call.Outcome == CallOutcome.Completed && response.StatusCode == HttpStatusCode.OK)
            {
                call.Recorder?.Complete(content.ContentType?.ToString() ?? "application/json", call.Account?.Reported);
            }

            return null;
        }

        exchange.Failed(call, fault);
        if (!call.Http.Response.HasStarted)
        {
            call.StartOver();
            return Refusal(call, fault, timeouts, patience);
        }

        return await BreakOffAsync(call, fault, events, timeouts, patience);
    }

    private async ValueTask<OpenAIError?> RelayErrorAsync(GatewayCall call, HttpResponseMessage response, CallTimeouts timeouts, ReplicaPatience patience)
    {
        byte[] body;
        try
        {
            body = await ReplicaErrorBody.ReadAsync(response, patience.Token);
        }
        catch (Exception e) when (ReplicaFaults.IsFault(e))
        {
            return Refusal(call, ReplicaFaults.Of(e, patience), timeouts, patience);
        }

        var status = (int)response.StatusCode;
        call.Outcome = status >= 500 ? CallOutcome.UpstreamFailed : CallOutcome.Completed;

        if (status is < 400 or 401 or 403 or 407)
        {
            // A redirect would show an inner address, and a refused credential would be read as that of the client.
            call.Outcome = CallOutcome.UpstreamFailed;
            return OpenAIErrors.ReplicaUnusable(call.Model.QualifiedId, status);
        }

        if (status == 404 && ReplicaErrorBody.IsAboutRoute(body))
        {
            return OpenAIErrors.RouteNotServed(call.Model.QualifiedId, call.Http.Request.Path.Value ?? "/", call.Model.Terms.Routes);
        }

        ResponseHeaders.Copy(response, call.Http.Response, keepLength: false);
        if (ReplicaErrorBody.Translate(status, body) is { } error)
        {
            return error;
        }

        call.StampProcessingTime();
        call.Http.Response.StatusCode = status;
        call.Http.Response.ContentType = "application/json";
        call.Http.Response.ContentLength = body.Length;
        call.CloseAccount();
        await call.Http.Response.Body.WriteAsync(body, call.Http.RequestAborted);
        return null;
    }

    /// <summary>For a call that nothing was sent of yet.</summary>
    private OpenAIError? Refusal(GatewayCall call, ReplicaFault fault, CallTimeouts timeouts, ReplicaPatience patience)
    {
        if (fault == ReplicaFault.ClientLeft)
        {
            call.Outcome = CallOutcome.ClientAborted;
            return null;
        }

        call.Outcome = CallOutcome.UpstreamFailed;
        var id = call.Model.QualifiedId;
        return fault switch
        {
            ReplicaFault.Unreachable => OpenAIErrors.ReplicaUnreachable(id, _notReadyRetryAfter),
            ReplicaFault.TimedOut when patience.IsExhausted => OpenAIErrors.TotalTimeout(id, timeouts.Total!.Value),
            ReplicaFault.TimedOut => OpenAIErrors.ReplicaTimeout(id, timeouts.FirstByte),
            _ => OpenAIErrors.ReplicaFailed(id),
        };
    }

    /// <summary>For a call the client has part of the answer of: it must not be taken for the whole.</summary>
    private static async ValueTask<OpenAIError?> BreakOffAsync(
        GatewayCall call, ReplicaFault fault, EventRelay? events, CallTimeouts timeouts, ReplicaPatience patience)
    {
        if (fault == ReplicaFault.ClientLeft)
        {
            call.Outcome = CallOutcome.ClientAborted;
            return null;
        }

        call.Outcome = CallOutcome.Truncated;
        call.IsUnfinished = true;
        call.CloseAccount();
        if (events is not null)
        {
            var id = call.Model.QualifiedId;
            var error = fault switch
            {
                ReplicaFault.TimedOut when patience.IsExhausted => OpenAIErrors.TotalTimeout(id, timeouts.Total!.Value),
                ReplicaFault.TimedOut => OpenAIErrors.StreamStalled(id, timeouts.Idle),
                _ => OpenAIErrors.StreamBroken(id),
            };
            await call.Http.Response.Body.WriteAsync(ErrorWriter.ToEvent(call, error, events.IsInsideEvent), call.Http.RequestAborted);
        }

        return null;
    }
}
