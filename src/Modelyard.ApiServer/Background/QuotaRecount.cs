using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>
/// Counts what namespaces use of their quotas: after something has gone or ended, after a quota was changed, and every minute, whatever happened.
/// Servers of one database may all do so: who comes second finds nothing left to write.
/// </summary>
internal sealed partial class QuotaRecount(ObjectStore objects, KindCatalog catalog, QuotaStore quotas, QuotaBook book, TimeProvider time, ILogger<QuotaRecount> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Much happens at once when it does. One count serves for all of it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Dictionary<string, Dictionary<string, long>> _asked = [];

    /// <summary>Has a namespace counted.</summary>
    public void Ask(string @namespace) => Ask(@namespace, null, 0);

    /// <summary>The same, since an object has been written, so that what was charged for it need not be noted any longer.</summary>
    public void Stored(string @namespace, string uid, long revision) => Ask(@namespace, uid, revision);

    public void AskForAll()
    {
        foreach (var @namespace in book.Namespaces)
        {
            Ask(@namespace);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => quotas.Kind is null
        ? Task.CompletedTask
        : Task.WhenAll(CountAskedAsync(stoppingToken), AskRegularlyAsync(stoppingToken));

    private async Task AskRegularlyAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                AskForAll();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task CountAskedAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wanted.WaitAsync(stoppingToken);
                foreach (var (@namespace, stored) in Take())
                {
                    await CountAsync(@namespace, stored, stoppingToken);
                }

                await Task.Delay(Pause, time, stoppingToken);
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

    private void Ask(string @namespace, string? uid, long revision)
    {
        lock (_gate)
        {
            if (!_asked.TryGetValue(@namespace, out var stored))
            {
                stored = [];
                _asked[@namespace] = stored;
                if (_asked.Count == 1)
                {
                    _wanted.Release();
                }
            }

            if (uid is not null)
            {
                stored[uid] = revision;
            }
        }
    }

    private Dictionary<string, Dictionary<string, long>> Take()
    {
        lock (_gate)
        {
            var asked = _asked.ToDictionary();
            _asked.Clear();
            return asked;
        }
    }

    private async Task CountAsync(string @namespace, Dictionary<string, long> stored, CancellationToken cancellationToken)
    {
        using var turn = await quotas.TurnAsync(@namespace, cancellationToken);
        for (var lost = true; lost;)
        {
            // The quotas first: what is charged after that is a conflict, and what was charged before is noted or in the lists.
            var all = await quotas.ListAsync(@namespace, cancellationToken);
            var limited = all.SelectMany(q => q.Spec.Hard ?? []).Select(h => h.Key).ToHashSet(StringComparer.Ordinal);
            var present = await PresentAsync(@namespace, limited, stored, cancellationToken);
            lost = false;
            foreach (var quota in all)
            {
                var next = QuotaCount.Of(quota, present, stored, time.GetUtcNow());
                lost |= !JsonNode.DeepEquals(quota.Live, next) && !await quotas.TryWriteAsync(quota, next, cancellationToken);
            }
        }
    }

    /// <summary>All that counts, and in <paramref name="stored"/> which revision of it is there.</summary>
    private async Task<List<CountedObject>> PresentAsync(string @namespace, HashSet<string> limited, Dictionary<string, long> stored, CancellationToken cancellationToken)
    {
        var present = new List<CountedObject>();
        foreach (var kind in catalog.Current.Collections.Where(k => k.IsNamespaced() && !k.IsVirtual && limited.Any(n => CountedObject.IsCountedAs(k, n))))
        {
            var page = await objects.Store.ListAsync(new ListQuery(kind.Collection()) { Namespace = @namespace }, cancellationToken);
            foreach (var document in page.Items.Select(i => new StoredDocument(kind, i.Document, i.Revision).Decode()))
            {
                present.Add(new CountedObject(kind, document, time.GetUtcNow()));
                stored[document.Meta().Uid!] = ObjectStore.RevisionOf(document);
            }
        }

        return present;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Quotas could not be counted; they are counted again within {Interval}")]
        public static partial void Failed(ILogger logger, TimeSpan interval, Exception error);
    }
}
