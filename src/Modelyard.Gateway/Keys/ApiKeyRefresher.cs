using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Keeps the keys current with what other processes do to them, and writes down their use. Without the database the known keys go on working.</summary>
internal sealed partial class ApiKeyRefresher(ApiKeyDirectory keys, IOptions<GatewayOptions> options, TimeProvider time, ILogger<ApiKeyRefresher> logger)
    : BackgroundService
{
    private readonly TimeSpan _interval = options.Value.KeyRefreshInterval;
    private readonly TimeSpan _useInterval = options.Value.KeyUseInterval;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        var failures = 0;
        var written = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                failures = await TryAsync(keys.RefreshAsync, failures, stoppingToken);
                if (time.GetElapsedTime(written) >= _useInterval)
                {
                    written = time.GetTimestamp();
                    failures = await TryAsync(keys.FlushUsesAsync, failures, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryAsync(keys.FlushUsesAsync, failures, CancellationToken.None);
        }
    }

    // Said once when it begins and once when it ends: it is tried four times a second.
    private async Task<int> TryAsync(Func<CancellationToken, Task> action, int failures, CancellationToken cancellationToken)
    {
        try
        {
            await action(cancellationToken);
            if (failures > 0)
            {
                Log.Recovered(logger, failures);
            }

            return 0;
        }
        catch (LedgerException e)
        {
            if (failures == 0)
            {
                Log.Failed(logger, e);
            }

            return failures + 1;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The ledger of API keys does not answer. Known keys go on working; keys revoked elsewhere are not noticed.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "The ledger of API keys answers again after {Failures} failures.")]
        public static partial void Recovered(ILogger logger, int failures);
    }
}
