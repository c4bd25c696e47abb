using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// Leads while it holds a Lease, as client-go's elector does and on the same wire: at most one of all who compete for the Lease works at a time, as
/// long as the work stops when it is told to, and clocks do not run at very different speeds.
/// </summary>
public sealed partial class LeaderElector
{
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(2);

    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeaseLock _lease;
    private string _reported = "";

    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public LeaderElector(IResourceClient client, LeaderElectionOptions options, TimeProvider time, ILogger<LeaderElector> logger)
    {
        options.Validate();
        (_options, _time, _logger) = (options, time, logger);
        _lease = new LeaseLock(client, options, time);
    }

    /// <summary>Told who leads whenever that changes, as far as this candidate sees it; empty when nobody does. It must be quick.</summary>
    public Action<string>? LeaderChanged { get; init; }

    /// <summary>Waits for its turn, leads, and returns when that is over: the work has ended, the lease was lost, or it was cancelled.</summary>
    /// <param name="lead">The work. Its token says that it is over; from then on there is the rest of the lease to stop.</param>
    /// <param name="cancellationToken">Gives the lease up, once the work has stopped.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        await AcquireAsync(cancellationToken);
        Log.Leading(_logger, _options.Lease, _options.Identity);
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => lead(term.Token), CancellationToken.None);
        try
        {
            await RenewUntilLostAsync(work, term.Token);
        }
        finally
        {
            await term.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Only now: before, two might have worked at once.
            await ReleaseAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        await EndOf(work, term.Token);
    }

    private static async Task EndOf(Task work, CancellationToken term)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            // It stopped because it was told to.
        }
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while (!await TryAsync(cancellationToken))
        {
            await Task.Delay(_options.RetryPeriod * (1 + (LeaderElectionOptions.Jitter * Random.Shared.NextDouble())), _time, cancellationToken);
        }
    }

    /// <summary>Returns when the lease could not be renewed in time, or the work has ended.</summary>
    private async Task RenewUntilLostAsync(Task work, CancellationToken term)
    {
        while (await WaitAsync(work, term))
        {
            using var deadline = new CancellationTokenSource(_options.RenewDeadline, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(term, deadline.Token);
            try
            {
                while (!await TryAsync(either.Token))
                {
                    if (!_lease.IsHeld)
                    {
                        Log.Taken(_logger, _options.Lease, _lease.Holder);
                        return;
                    }

                    await Task.Delay(_options.RetryPeriod, _time, either.Token);
                }
            }
            catch (OperationCanceledException) when (!term.IsCancellationRequested)
            {
                Log.Lost(_logger, _options.Lease, _options.RenewDeadline.TotalSeconds);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> WaitAsync(Task work, CancellationToken term)
    {
        await Task.WhenAny(work, Task.Delay(_options.RetryPeriod, _time, term));
        return !work.IsCompleted && !term.IsCancellationRequested;
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lease.TryAcquireOrRenewAsync(cancellationToken);
        }
        catch (Exception e) when (e is StatusException or HttpRequestException)
        {
            Log.NotWritten(_logger, _options.Lease, e.Message);
            return false;
        }
        finally
        {
            Report();
        }
    }

    private async Task ReleaseAsync()
    {
        using var patience = new CancellationTokenSource(ReleasePatience, _time);
        try
        {
            await _lease.ReleaseAsync(patience.Token);
            Report();
        }
        catch (Exception e) when (e is StatusException or HttpRequestException or OperationCanceledException)
        {
            // Then the others wait for its end.
            Log.NotReleased(_logger, _options.Lease, e.Message);
        }
    }

    private void Report()
    {
        if (_reported != _lease.Holder)
        {
            _reported = _lease.Holder;
            LeaderChanged?.Invoke(_reported);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Leading: {Identity} holds {Lease}.")]
        public static partial void Leading(ILogger logger, NamespacedName lease, string identity);

        [LoggerMessage(LogLevel.Warning, "No longer leading: {Lease} is held by {Holder}.")]
        public static partial void Taken(ILogger logger, NamespacedName lease, string holder);

        [LoggerMessage(LogLevel.Warning, "No longer leading: {Lease} could not be renewed for {Seconds} s.")]
        public static partial void Lost(ILogger logger, NamespacedName lease, double seconds);

        [LoggerMessage(LogLevel.Debug, "{Lease} could not be read or written: {Reason}")]
        public static partial void NotWritten(ILogger logger, NamespacedName lease, string reason);

        [LoggerMessage(LogLevel.Information, "{Lease} could not be given up: {Reason}")]
        public static partial void NotReleased(ILogger logger, NamespacedName lease, string reason);
    }
}
