using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Keeps keys and members current with what other processes do to them, and writes down their use. Without the database the known keys go on working.</summary>
internal sealed partial class ApiKeyRefresher(ApiKeyDirectory keys, MemberDirectory members, IOptions<GatewayOptions> options, TimeProvider time, ILogger<ApiKeyRefresher> logger)
    : BackgroundService
{
    private readonly TimeSpan _useInterval = options.Value.KeyUseInterval;
    private long _usesWritten = time.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.KeyRefreshInterval, time);
        var failures = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                failures = await TryAsync(TickAsync, failures, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryAsync(keys.FlushUsesAsync, failures, CancellationToken.None);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        await keys.RefreshAsync(cancellationToken);
        await members.RefreshAsync(cancellationToken);
        if (time.GetElapsedTime(_usesWritten) >= _useInterval)
        {
            await keys.FlushUsesAsync(cancellationToken);
            _usesWritten = time.GetTimestamp();
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
