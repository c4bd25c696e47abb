using Microsoft.Extensions.Options;

namespace Modelyard.Gateway;

/// <summary>Picks who shall answer; waits for its turn where a deployment bounds how many calls its replicas get at once.</summary>
internal sealed class ChooseReplica(ModelDirectory directory, GatewayClock clock, IOptions<GatewayOptions> options, TimeProvider time) : IGatewayStep
{
    private readonly TimeSpan _notReadyRetryAfter = options.Value.NotReadyRetryAfter;

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        call.AffinityHash ??= call.Model.Replicas.Length > 1 && call.Model.Terms.CachesPrompts ? PromptPrefix.HashOf(call) : null;

        // Who comes now does not overtake who waits.
        return (call.Model.State.Queue.Length == 0 || call.Model.Terms.Places is null) && TryOccupy(call) ? default : WaitAsync(call);
    }

    private bool TryOccupy(GatewayCall call)
    {
        var most = call.Model.Terms.Places?.PerReplica ?? int.MaxValue;
        var choice = new ReplicaChoice(clock.Now, most, call.AffinityHash);
        while (ReplicaChooser.Choose(call.Model.Replicas, choice) is { } replica)
        {
            if (!replica.Health.TryAdmit(choice.Now))
            {
                choice = choice with { Tried = [.. choice.Tried ?? [], replica] };
            }
            else if (replica.TryEnter(most))
            {
                call.Occupy(replica);
                return true;
            }
        }

        return false;
    }

    private async ValueTask<OpenAIError?> WaitAsync(GatewayCall call)
    {
        using var patience = new CancellationTokenSource(call.Model.Terms.Places?.QueueTimeout ?? TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, call.Http.RequestAborted);
        TimeSpan? joined = null;
        for (var again = false; ; again = true)
        {
            if (call.Model.Terms.Places is not { } places || WhyNobodyCan(call.Model) is not null)
            {
                return TryOccupy(call) ? null : WhyNobodyCan(call.Model) ?? OpenAIErrors.Overloaded(call.Model.QualifiedId, _notReadyRetryAfter);
            }

            using var ticket = call.Model.State.Queue.Join(places.QueueLength, again);
            if (ticket is null)
            {
                return OpenAIErrors.Overloaded(call.Model.QualifiedId, _notReadyRetryAfter);
            }

            joined ??= call.Elapsed;

            // A place may have come free before anybody could see that a call waits for one.
            if (ReplicaChooser.Choose(call.Model.Replicas, new ReplicaChoice(clock.Now, places.PerReplica)) is not null)
            {
                call.Model.State.Queue.Signal();
            }

            var mine = false;
            try
            {
                await ticket.Turn.WaitAsync(either.Token);
                mine = true;
            }
            catch (OperationCanceledException) when (!call.Http.RequestAborted.IsCancellationRequested)
            {
                return OpenAIErrors.QueueTimeout(call.Model.QualifiedId, places.QueueTimeout, _notReadyRetryAfter);
            }
            finally
            {
                call.QueueWait = call.Elapsed - joined;
                if (!mine && ticket.Turn.IsCompleted)
                {
                    // It came too late for this one.
                    call.Model.State.Queue.Signal();
                }
            }

            // Meanwhile there may be other replicas.
            call.Model = directory.Current?.Find(call.Model.QualifiedId) ?? call.Model;
            if (TryOccupy(call))
            {
                return null;
            }
        }
    }

    /// <summary>Why waiting for a turn is of no use; null when it is.</summary>
    private OpenAIError? WhyNobodyCan(ServedModel model)
    {
        if (model.Replicas.Length == 0)
        {
            return OpenAIErrors.ModelNotReady(model.QualifiedId, model.Awaited, _notReadyRetryAfter);
        }

        var shortest = TimeSpan.MaxValue;
        foreach (var replica in model.Replicas)
        {
            var pause = replica.Health.PauseLeft(clock.Now);
            shortest = pause < shortest ? pause : shortest;
        }

        return shortest > TimeSpan.Zero ? OpenAIErrors.ReplicasFail(model.QualifiedId, shortest) : null;
    }
}
