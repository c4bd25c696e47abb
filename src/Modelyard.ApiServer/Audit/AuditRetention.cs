using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Removes records that are older than the policy says.</summary>
internal sealed partial class AuditRetention(ApiServerOptions options, AuditTrail trail, TimeProvider time, ILogger<AuditRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await RemoveAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    internal async Task RemoveAsync(CancellationToken stoppingToken)
    {
        if (options.AuditRetention is not { } kept)
        {
            return;
        }

        try
        {
            await trail.RemoveBeforeAsync(time.GetUtcNow() - kept, stoppingToken);
        }
        catch (StoreException error)
        {
            Log.Failed(logger, Interval, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Old audit records could not be removed; trying again in {Interval}")]
        public static partial void Failed(ILogger logger, TimeSpan interval, Exception failure);
    }
}
