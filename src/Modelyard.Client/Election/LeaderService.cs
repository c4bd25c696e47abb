using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Modelyard.Client;

/// <summary>
/// Runs those services of a host of which only one may run in all processes that share an API: while this process leads. Without
/// <see cref="LeaderElectionOptions"/> there is nobody to share with, and it always does.
/// </summary>
internal sealed class LeaderService(IEnumerable<LeaderOnly> members, IServiceProvider services, LeaderElector? elector = null) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Once: a service that leads for a second time is the same one.
        var all = members.Select(m => (IHostedService)services.GetRequiredService(m.Type)).ToList();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await (elector is null ? LeadAsync(all, stoppingToken) : elector.RunAsync(term => LeadAsync(all, term), stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task LeadAsync(List<IHostedService> all, CancellationToken term)
    {
        var started = new Stack<IHostedService>();
        try
        {
            foreach (var service in all)
            {
                await service.StartAsync(term);
                started.Push(service);
            }

            await WaitAsync(all.OfType<BackgroundService>().Select(s => s.ExecuteTask!), term);
        }
        finally
        {
            while (started.TryPop(out var service))
            {
                await service.StopAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Returns at the end of the term; throws when a service failed for good, which nobody else would notice.</summary>
    private static async Task WaitAsync(IEnumerable<Task> running, CancellationToken term)
    {
        var endOfTerm = Task.Delay(Timeout.InfiniteTimeSpan, term);
        List<Task> left = [endOfTerm, .. running];
        while (!term.IsCancellationRequested)
        {
            var ended = await Task.WhenAny(left);
            left.Remove(ended);
            await ended.ConfigureAwait(term.IsCancellationRequested ? ConfigureAwaitOptions.SuppressThrowing : ConfigureAwaitOptions.None);
        }
    }
}

/// <summary>A service that only the leader runs.</summary>
internal sealed record LeaderOnly(Type Type);
