using Microsoft.Extensions.Logging;

namespace Modelyard.Node;

/// <summary>Looks after the log of one run while it lasts: notes its growth and rotates it.</summary>
internal sealed partial class LogKeeper(string file, long maxBytes, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly LogTimeline _timeline = new(file);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Tend();
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Tend();
    }

    private void Tend()
    {
        try
        {
            _timeline.Mark(time.GetUtcNow());
            LogRotation.RotateIfNeeded(file, maxBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not end the process that is being looked after.
            Log.NotTended(logger, file, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The log {File} could not be looked after: {Reason}")]
        public static partial void NotTended(ILogger logger, string file, string reason);
    }
}
