using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>
/// Encrypts the models that were here before encryption was switched on, while everything runs; and sees to it that the store needs no key which another
/// installation on the same database has replaced.
/// </summary>
internal sealed partial class ModelSealer(ModelFetcher fetcher, TimeProvider time, ILogger<ModelSealer> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not before what is started along with us.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                fetcher.Store.AlignKeys();
                await SealAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is FetchException or IOException or UnauthorizedAccessException)
            {
                Log.Failed(logger, e.Message);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SealAsync(CancellationToken stoppingToken)
    {
        var steps = 0;
        for (; await fetcher.Store.SealNextAsync(stoppingToken); steps++)
        {
        }

        if (steps > 0)
        {
            var (files, encrypted) = fetcher.Store.CountContent();
            Log.Sealed(logger, encrypted, files);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Encrypted the model files that were there before: {Encrypted} of {Files} are encrypted; any other is damaged.")]
        public static partial void Sealed(ILogger logger, int encrypted, int files);

        [LoggerMessage(LogLevel.Warning, "Model files that were there before are not encrypted yet: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
