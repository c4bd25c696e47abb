using System.Globalization;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>What happens between runs: failures are reported and waited out.</summary>
internal sealed partial class Instance
{
    private const int InitializerFailed = 1;

    private async Task InitializerFailedAsync(FetchException failure, CancellationToken cancellationToken)
    {
        var now = _context.Time.GetUtcNow();
        var failed = States.Terminated(InitializerFailed, Report.Initializer?.State.Running?.StartedAt ?? now, now, "Error", failure.Message);
        Update(r => r with { Message = null, Initializer = new StepReport(failed, r.Initializer?.LastState, r.Initializer?.RestartCount ?? 0) });
        await _context.Events.WarningAsync(_pod, "FetchFailed", failure.Message, cancellationToken);

        var pause = _backoff.AfterRun(TimeSpan.Zero);
        if (failure.RetryAfter > pause)
        {
            pause = failure.RetryAfter.Value;
        }

        if (pause > TimeSpan.Zero)
        {
            Update(r => r with
            {
                Initializer = new StepReport(
                    States.Waiting("CrashLoopBackOff", BackoffMessage(pause, ContainerNames.StorageInitializer)), failed, r.Initializer!.RestartCount + 1),
            });
            await Task.Delay(pause, _context.Time, cancellationToken);
        }
    }

    private async Task NotStartedAsync(string reason, string message, CancellationToken cancellationToken)
    {
        Update(r => r with
        {
            Message = null,
            Process = r.Process with { State = States.Waiting(reason, message), LastState = r.Process.State.Terminated is null ? r.Process.LastState : r.Process.State },
        });
        await _context.Events.WarningAsync(_pod, "Failed", $"Error: {message}", cancellationToken);

        // Nothing crashed, so there is no reason to hurry either: what is missing must be put there by somebody.
        var pause = _backoff.AfterRun(TimeSpan.Zero);
        await Task.Delay(pause > TimeSpan.Zero ? pause : _context.Settings.InitialBackoff / 10, _context.Time, cancellationToken);
    }

    private async Task PauseAsync(TimeSpan pause, string what, CancellationToken cancellationToken)
    {
        if (pause <= TimeSpan.Zero)
        {
            return;
        }

        Update(r => r with
        {
            Process = r.Process with { State = States.Waiting("CrashLoopBackOff", BackoffMessage(pause, _container.Name!)), LastState = r.Process.State },
        });
        await _context.Events.WarningAsync(_pod, "BackOff", $"{what} {_container.Name} in pod {_pod.Metadata.Name}", cancellationToken);
        await Task.Delay(pause, _context.Time, cancellationToken);
    }

    private string BackoffMessage(TimeSpan pause, string container) => string.Create(
        CultureInfo.InvariantCulture,
        $"back-off {Text(pause)} restarting failed container={container} pod={_pod.Metadata.Name}_{_pod.Metadata.Namespace}({_pod.Metadata.Uid})");

    private static string Text(TimeSpan pause) => pause switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{pause.TotalMilliseconds}ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{pause.TotalSeconds:0}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)pause.TotalMinutes}m{pause.Seconds}s"),
    };
}
