using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>Sends the request to the chosen replica and passes the answer on as it comes.</summary>
internal sealed partial class Forward(ReplicaTransport transport, IOptions<GatewayOptions> options, TimeProvider time, ILogger<Forward> logger)
    : IGatewayStep
{
    private readonly GatewayOptions _options = options.Value;

    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        using var patience = new ReplicaPatience(time, call.Http.RequestAborted);
        var (response, fault) = await SendAsync(call, patience);
        if (fault == ReplicaFault.Unreachable && ReplicaChooser.Choose(call.Model.Replicas, except: call.Replica) is { } other)
        {
            Warn(call, fault);
            call.Occupy(other);
            (response, fault) = await SendAsync(call, patience);
        }

        if (response is null)
        {
            return Refusal(call, fault);
        }

        using (response)
        {
            return response.IsSuccessStatusCode ? await RelayAsync(call, response, patience) : await RelayErrorAsync(call, response, patience);
        }
    }

    private async ValueTask<(HttpResponseMessage? Response, ReplicaFault Fault)> SendAsync(GatewayCall call, ReplicaPatience patience)
    {
        try
        {
            patience.Wait(_options.FirstByteTimeout);
            using var request = ReplicaRequest.Create(call, call.Replica!);
            return (await transport.SendAsync(request, patience.Token), ReplicaFault.None);
        }
        catch (Exception e) when (ReplicaFaults.IsFault(e))
        {
            return (null, ReplicaFaults.Of(e, patience));
        }
    }

    private async ValueTask<OpenAIError?> RelayAsync(GatewayCall call, HttpResponseMessage response, ReplicaPatience patience)
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
        var events = call.Streamed ? new EventRelay(body, call, patience, _options) : null;
        var fault = events is null ? await BodyRelay.RunAsync(body, content.ContentLength, call, patience, _options) : await events.RunAsync();
        if (fault == ReplicaFault.None)
        {
            return null;
        }

        if (!call.Http.Response.HasStarted)
        {
            call.StartOver();
            return Refusal(call, fault);
        }

        return await BreakOffAsync(call, fault, events);
    }

    private async ValueTask<OpenAIError?> RelayErrorAsync(GatewayCall call, HttpResponseMessage response, ReplicaPatience patience)
    {
        byte[] body;
        try
        {
            body = await ReplicaErrorBody.ReadAsync(response, patience.Token);
        }
        catch (Exception e) when (ReplicaFaults.IsFault(e))
        {
            return Refusal(call, ReplicaFaults.Of(e, patience));
        }

        var status = (int)response.StatusCode;
        call.Outcome = status >= 500 ? CallOutcome.UpstreamFailed : CallOutcome.Completed;

        // A redirect would show an inner address, and a refused credential would be read as that of the client.
        status = status is < 400 or 401 or 403 or 407 ? 502 : status;
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
    private OpenAIError? Refusal(GatewayCall call, ReplicaFault fault)
    {
        if (fault == ReplicaFault.ClientLeft)
        {
            call.Outcome = CallOutcome.ClientAborted;
            return null;
        }

        Warn(call, fault);
        call.Outcome = CallOutcome.UpstreamFailed;
        var id = call.Model.QualifiedId;
        return fault switch
        {
            ReplicaFault.Unreachable => OpenAIErrors.ReplicaUnreachable(id, _options.NotReadyRetryAfter),
            ReplicaFault.TimedOut => OpenAIErrors.ReplicaTimeout(id, _options.FirstByteTimeout),
            _ => OpenAIErrors.ReplicaFailed(id),
        };
    }

    /// <summary>For a call the client has part of the answer of: it must not be taken for the whole.</summary>
    private async ValueTask<OpenAIError?> BreakOffAsync(GatewayCall call, ReplicaFault fault, EventRelay? events)
    {
        if (fault == ReplicaFault.ClientLeft)
        {
            call.Outcome = CallOutcome.ClientAborted;
            return null;
        }

        Warn(call, fault);
        call.Outcome = CallOutcome.Truncated;
        call.IsUnfinished = true;
        call.CloseAccount();
        if (events is not null)
        {
            var id = call.Model.QualifiedId;
            var error = fault == ReplicaFault.TimedOut
                ? OpenAIErrors.StreamStalled(id, _options.IdleTimeout)
                : OpenAIErrors.StreamBroken(id);
            await call.Http.Response.Body.WriteAsync(ErrorWriter.ToEvent(call, error, events.IsInsideEvent), call.Http.RequestAborted);
        }

        return null;
    }

    private void Warn(GatewayCall call, ReplicaFault fault) =>
        Log.ReplicaFailed(logger, call.RequestId, call.Model.QualifiedId, call.Replica!.Pod, call.Replica.Address, fault);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Request {RequestId} for {Model}: replica {Pod} at {Address} failed it: {Fault}.")]
        public static partial void ReplicaFailed(ILogger logger, string requestId, string model, string pod, ReplicaAddress address, ReplicaFault fault);
    }
}
