using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Runs one probe for as long as it is wanted and tells when its verdict changes.</summary>
/// <param name="probe">How often to ask, and how many equal answers make a verdict.</param>
/// <param name="check">Asks once.</param>
/// <param name="eagerPeriod">
/// How often to ask until the first success; null for the probe's own period. While it is set, failures before the first success count as "not yet".
/// </param>
/// <param name="time">The clock.</param>
internal sealed class ProbeSchedule(
    Probe probe, Func<CancellationToken, Task<ProbeOutcome>> check, TimeSpan? eagerPeriod, TimeProvider time)
{
    private readonly TimeSpan _period = TimeSpan.FromSeconds(Math.Max(1, probe.PeriodSeconds ?? 10));
    private readonly int _successThreshold = Math.Max(1, probe.SuccessThreshold ?? 1);
    private readonly int _failureThreshold = Math.Max(1, probe.FailureThreshold ?? 3);

    /// <summary>Asks until cancelled or until <paramref name="verdict"/> says to stop.</summary>
    /// <param name="verdict">Told whenever the verdict is new: null when well, else why not. Returns whether to go on.</param>
    /// <param name="failed">Told about every failed check.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<string?, bool> verdict, Action<string> failed, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, probe.InitialDelaySeconds ?? 0)), time, cancellationToken);
        bool? well = null;
        for (int successes = 0, failures = 0; ;)
        {
            var outcome = await check(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (outcome.IsSuccess)
            {
                (successes, failures) = (successes + 1, 0);
            }
            else
            {
                (successes, failures) = (0, failures + 1);
                failed(outcome.Failure!);
            }

            bool? found = successes >= _successThreshold ? true
                : failures >= _failureThreshold && (well is not null || eagerPeriod is null) ? false
                : null;
            if (found is not null && found != well)
            {
                well = found;
                if (!verdict(outcome.Failure))
                {
                    return;
                }
            }

            await Task.Delay(well is null && eagerPeriod < _period ? eagerPeriod.Value : _period, time, cancellationToken);
        }
    }
}
