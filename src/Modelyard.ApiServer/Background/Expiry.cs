using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Keeps the store from growing for ever: forgets old history and old events.</summary>
internal sealed partial class Expiry(ObjectStore objects, ObjectLister lister, KindCatalog catalog, TimeProvider time, ILogger<Expiry> logger)
    : BackgroundService
{
    // As in Kubernetes: history of five to ten minutes is enough for any watch to catch up; events are kept for an hour.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EventLifetime = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var horizon = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var now = await objects.Store.GetRevisionAsync(stoppingToken);
                await objects.Store.CompactAsync(horizon, stoppingToken);
                horizon = now;
                await ExpireEventsAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.Failed(logger, Interval, error);
            }
        }
    }

    /// <summary>Removes events last seen too long ago.</summary>
    internal async Task ExpireEventsAsync(CancellationToken cancellationToken)
    {
        if (catalog.Current.Find("", "v1", "events") is not { } kind)
        {
            return;
        }

        var oldest = time.GetUtcNow() - EventLifetime;
        var page = await lister.ListAsync(kind, null, ObjectFilter.Everything, 0, 0, null, cancellationToken);
        foreach (var expired in page.Items.Select(i => i.Document).Where(e => LastSeen(e) < oldest))
        {
            try
            {
                await objects.DeleteAsync(kind, expired, null, cancellationToken);
            }
            catch (StatusException error) when (error.IsNotFound || error.IsConflict)
            {
                // Seen again, or gone already.
            }
        }
    }

    private static DateTimeOffset LastSeen(JsonObject document)
    {
        var seen = document["lastTimestamp"] ?? document["eventTime"] ?? document["metadata"]?["creationTimestamp"];
        return DateTimeOffset.TryParse(seen?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : DateTimeOffset.MaxValue;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Old history and events could not be removed; trying again in {Interval}")]
        public static partial void Failed(ILogger logger, TimeSpan interval, Exception error);
    }
}
