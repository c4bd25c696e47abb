using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelyard.ApiServer;

/// <summary>
/// Follows the log for as long as the server runs. What a follower keeps is derived from the store, so after a failure it starts
/// over, which is always right, and never stops, which never is.
/// </summary>
internal abstract partial class StoreFollower(ObjectStore objects, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    protected ObjectStore Objects => objects;

    protected TimeProvider Time => time;

    /// <summary>Reads what is there, then follows it until something fails.</summary>
    /// <param name="progressed">To be called when something new has been dealt with: the next failure is then a first one.</param>
    /// <param name="cancellationToken">Cancelled when the server stops.</param>
    protected abstract Task FollowAsync(Action progressed, CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await FollowAsync(() => failures = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                var delay = Delay(failures++);
                Log.StartingOver(logger, GetType().Name, delay, error);
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TimeSpan Delay(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, FirstDelay.Ticks << Math.Min(failures, 10)));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Follower} starts over in {Delay}")]
        public static partial void StartingOver(ILogger logger, string follower, TimeSpan delay, Exception error);
    }
}
