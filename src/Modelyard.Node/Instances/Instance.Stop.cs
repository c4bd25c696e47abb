namespace Modelyard.Node;

/// <summary>The end: no new requests, time for those under way, then the process, then everything on disk.</summary>
internal sealed partial class Instance
{
    private async Task StopAsync(CancellationToken controlPlaneStopping)
    {
        if (_process is { } process)
        {
            Update(r => r with { Ready = false, Message = "The process is being stopped" });
            await _context.Events.NormalAsync(_pod, "Killing", $"Stopping container {_container.Name}", controlPlaneStopping);
            var started = _context.Time.GetTimestamp();
            await PreStopAsync(controlPlaneStopping);

            // The gateway learns by its watch that this replica takes no more requests; a forced deletion does not wait for that.
            if (_grace > TimeSpan.Zero)
            {
                await Task.Delay(_context.Settings.DrainDelay, _context.Time, controlPlaneStopping);
            }

            var left = _grace - _context.Time.GetElapsedTime(started);
            await process.TerminateAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, controlPlaneStopping);
            _ = process.Ended(_record!.StartedAt, _plan!.Spec.LogFile);
            _process = null;
        }

        if (_reserved is { } address)
        {
            _context.Addresses.Release(address);
        }

        _context.Cgroups.Of(_pod.Metadata.Uid!)?.End();
        _context.Models.Release(_pod.Metadata.Uid!);
        _folder.Delete();
        IsGone = true;
        _changed();
    }

    private async Task PreStopAsync(CancellationToken cancellationToken)
    {
        if (_container.Lifecycle?.PreStop is not { } hook || _plan is null || _grace <= TimeSpan.Zero)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(_grace, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var prober = new Prober(_context, _plan.Ports, _plan.Spec.Environment, _plan.Spec.WorkingDirectory);
        try
        {
            var outcome = hook switch
            {
                { Exec.Command: { Count: > 0 } command } => await prober.ExecAsync(command, either.Token),
                { HttpGet: { } get } => await prober.HttpAsync(get, either.Token),
                { Sleep.Seconds: { } seconds } => await SleepAsync(seconds, either.Token),
                _ => ProbeOutcome.Success,
            };
            if (!outcome.IsSuccess)
            {
                await _context.Events.WarningAsync(_pod, "FailedPreStopHook", $"PreStopHook failed: {outcome.Failure}", cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await _context.Events.WarningAsync(_pod, "FailedPreStopHook", $"PreStopHook failed: {e.Message}", cancellationToken);
        }
    }

    private async Task<ProbeOutcome> SleepAsync(long seconds, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), _context.Time, cancellationToken);
        return ProbeOutcome.Success;
    }
}
