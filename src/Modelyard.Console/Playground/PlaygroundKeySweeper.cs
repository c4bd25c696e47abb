using Microsoft.Extensions.Hosting;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Revokes the keys of sessions that ended somewhere else or by themselves, and all of them when the console stops.</summary>
internal sealed class PlaygroundKeySweeper(PlaygroundKeys keys, SessionBook sessions, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var session in keys.Sessions)
        {
            await keys.RevokeAsync(session.Name, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping revokes what is left.
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var session in keys.Sessions)
        {
            try
            {
                if (!await sessions.ExistsAsync(session, cancellationToken))
                {
                    await keys.RevokeAsync(session.Name, cancellationToken);
                }
            }
            catch (Exception e) when (e is StatusException or HttpRequestException)
            {
                // Whether the session has ended is found out next time.
            }
        }
    }
}
