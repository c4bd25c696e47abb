using Microsoft.Extensions.Logging;

namespace Modelyard.WebConsole;

/// <summary>Asks again and again whether a session is still there, while something is sent in its name.</summary>
internal sealed partial class SessionLife : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ended;
    private readonly Task _checking;

    public SessionLife(Func<CancellationToken, Task<bool>> exists, TimeProvider time, ILogger<SessionLife> logger, params ReadOnlySpan<CancellationToken> also)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(also);
        _checking = CheckAsync(exists, time, logger);
    }

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Token => _ended.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _checking;
        _ended.Dispose();
    }

    private async Task CheckAsync(Func<CancellationToken, Task<bool>> exists, TimeProvider time, ILogger<SessionLife> logger)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(Token))
            {
                if (!await StillExistsAsync(exists, logger))
                {
                    await _ended.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What was followed is over.
        }
    }

    private async Task<bool> StillExistsAsync(Func<CancellationToken, Task<bool>> exists, ILogger<SessionLife> logger)
    {
        try
        {
            return await exists(Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Who cannot be asked has not said no; the next request finds out.
            Log.Unknown(logger, e.Message);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "whether a session has ended cannot be found out: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
