using System.Net;
using Microsoft.Extensions.Logging;

namespace Modelyard.Gateway;

/// <summary>Gets a call the beginning of an answer: from the replica it has, or from another when that fails before anything came of it.</summary>
internal sealed partial class ReplicaExchange(ReplicaTransport transport, GatewayClock clock, ILogger<ReplicaExchange> logger)
{
    private const int MostAttempts = 3;

    /// <summary>The answer, whatever it says; or why there is none.</summary>
    public async ValueTask<(HttpResponseMessage? Response, ReplicaFault Fault)> SendAsync(GatewayCall call, CallTimeouts timeouts, ReplicaPatience patience)
    {
        List<Replica>? tried = null;
        while (true)
        {
            var (response, fault) = await SendOnceAsync(call, timeouts, patience);
            Note(call, fault, response?.StatusCode);
            if (!MayBeRepeated(fault, response?.StatusCode) || (tried ??= []).Count == MostAttempts - 1)
            {
                return (response, fault);
            }

            tried.Add(call.Replica!);
            if (!TryOccupyAnother(call, tried))
            {
                return (response, fault);
            }

            response?.Dispose();
        }
    }

    /// <summary>For a replica that began an answer and did not end it.</summary>
    public void Failed(GatewayCall call, ReplicaFault fault) => Note(call, fault, null);

    // Whoever could not be connected to, or closed the connection, has answered nothing; who is too busy says so. Neither has a client seen anything.
    private static bool MayBeRepeated(ReplicaFault fault, HttpStatusCode? status) =>
        fault is ReplicaFault.Unreachable or ReplicaFault.Broken || status == HttpStatusCode.ServiceUnavailable;

    private async ValueTask<(HttpResponseMessage? Response, ReplicaFault Fault)> SendOnceAsync(GatewayCall call, CallTimeouts timeouts, ReplicaPatience patience)
    {
        try
        {
            patience.Wait(timeouts.FirstByte);
            using var request = ReplicaRequest.Create(call, call.Replica!);
            return (await transport.SendAsync(request, timeouts.Connect, patience.Token), ReplicaFault.None);
        }
        catch (Exception e) when (ReplicaFaults.IsFault(e))
        {
            return (null, ReplicaFaults.Of(e, patience));
        }
    }

    private bool TryOccupyAnother(GatewayCall call, List<Replica> tried)
    {
        var most = call.Model.Terms.Places?.PerReplica ?? int.MaxValue;
        var choice = new ReplicaChoice(clock.Now, most, call.AffinityHash, tried);
        if (ReplicaChooser.Choose(call.Model.Replicas, choice) is { } other && other.Health.TryAdmit(choice.Now) && other.TryEnter(most))
        {
            call.Occupy(other);
            return true;
        }

        return false;
    }

    private void Note(GatewayCall call, ReplicaFault fault, HttpStatusCode? status)
    {
        if (fault == ReplicaFault.ClientLeft)
        {
            return;
        }

        // One that is too busy for now is not ill.
        if (fault != ReplicaFault.None || (status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.ServiceUnavailable))
        {
            call.Replica!.Health.Failed(clock.Now);
            Log.ReplicaFailed(logger, call.RequestId, call.Model.QualifiedId, call.Replica.Pod, call.Replica.Address, fault, (int?)status);
        }
        else
        {
            call.Replica!.Health.Succeeded();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Request {RequestId} for {Model}: replica {Pod} at {Address} failed it: {Fault} {Status}.")]
        public static partial void ReplicaFailed(
            ILogger logger, string requestId, string model, string pod, string address, ReplicaFault fault, int? status);
    }
}
