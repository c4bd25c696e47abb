using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>Hears of commits of other processes. Only a wake-up: what they wrote is read from the log.</summary>
internal sealed class PostgresListener : IAsyncDisposable
{
    public const string Channel = "modelyard_log";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly PostgresDatabase _database;
    private readonly LogFeed _feed;
    private readonly PostgresAppender _own;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public PostgresListener(PostgresDatabase database, LogFeed feed, PostgresAppender own, TimeProvider time)
    {
        (_database, _feed, _own, _time) = (database, feed, own, time);
        _running = RunAsync(_stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await using var connection = await _database.Source.OpenConnectionAsync(stopping);
                connection.Notification += OnNotification;
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(stopping);
                }

                // What was written before was announced to nobody.
                _feed.ReportNews();
                failures = 0;
                while (true)
                {
                    await connection.WaitAsync(stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (PostgresErrors.IsFault(error) || error is OperationCanceledException)
            {
                // Whoever reads or writes meanwhile is told what is wrong; here it only has to be tried again.
                var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures, 10)));
                await Task.Delay(pause, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs notification)
    {
        if (notification.PID != _own.ProcessId)
        {
            _feed.ReportNews();
        }
    }
}
