using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Watches over one run: when it has started, when it is ready, and when it must be ended because it is not alive any more.</summary>
internal sealed class InstanceProbes(Container container, Prober prober, TimeSpan eagerPeriod, TimeProvider time)
{
    /// <summary>Called when the startup probe succeeded (or there is none).</summary>
    public required Action Started { get; init; }

    /// <summary>Called with every change of readiness.</summary>
    public required Action<bool> ReadyChanged { get; init; }

    /// <summary>Called for every failed check with the kind of the probe and the reason.</summary>
    public required Action<string, string> Failed { get; init; }

    /// <summary>Probes until cancelled, or returns why the process must be ended.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        if (container.StartupProbe is { } startup && await UntilFailedAsync("Startup", startup, stopWhenWell: true, cancellationToken) is { } late)
        {
            return late;
        }

        Started();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readiness = ReadinessAsync(both.Token);
        var liveness = LivenessAsync(both.Token);
        await Task.WhenAny(readiness, liveness);
        await both.CancelAsync();
        await readiness.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await liveness;
    }

    private async Task ReadinessAsync(CancellationToken cancellationToken)
    {
        if (container.ReadinessProbe is not { } probe)
        {
            ReadyChanged(true);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return;
        }

        await new ProbeSchedule(probe, ct => prober.CheckAsync(probe, ct), eagerPeriod, time).RunAsync(
            problem =>
            {
                ReadyChanged(problem is null);
                return true;
            },
            reason => Failed("Readiness", reason),
            cancellationToken);
    }

    private async Task<string> LivenessAsync(CancellationToken cancellationToken)
    {
        if (container.LivenessProbe is { } probe && await UntilFailedAsync("Liveness", probe, stopWhenWell: false, cancellationToken) is { } dead)
        {
            return dead;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }

    private async Task<string?> UntilFailedAsync(string kind, Probe probe, bool stopWhenWell, CancellationToken cancellationToken)
    {
        string? verdict = null;
        await new ProbeSchedule(probe, ct => prober.CheckAsync(probe, ct), eagerPeriod: null, time).RunAsync(
            problem =>
            {
                verdict = problem is null ? null : $"{kind} probe failed: {problem}";
                return problem is null && !stopWhenWell;
            },
            reason => Failed(kind, reason),
            cancellationToken);
        return verdict;
    }
}
