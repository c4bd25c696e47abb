using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Has the controller look at organizations whose members changed. Members are facts of a ledger, which several processes write and nobody can watch.</summary>
internal sealed partial class MemberPoll(
    OrganizationController controller, Informer<Organization> organizations, IResourceClient client, TimeProvider time, ILogger<MemberPoll> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        Dictionary<string, string>? known = null;
        var failures = 0;
        try
        {
            do
            {
                try
                {
                    known = Compare(known, await ReadAsync(stoppingToken));
                    failures = 0;
                }
                catch (Exception e) when (e is StatusException or HttpRequestException)
                {
                    if (failures++ == 0)
                    {
                        Log.NotRead(logger, e.Message);
                    }
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Another leads, or the host stops.
        }
    }

    /// <summary>What tells the members of each organization from those of a moment ago.</summary>
    private async Task<Dictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var members = await client.ListAsync<Member>(ListOptions.All, cancellationToken);
            return members.Items
                .GroupBy(m => m.Metadata.Namespace!, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => string.Join(' ', g.Select(m => $"{m.Metadata.Uid}:{m.Metadata.ResourceVersion}")), StringComparer.Ordinal);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            // A cluster without a ledger.
            return [];
        }
    }

    private Dictionary<string, string> Compare(Dictionary<string, string>? before, Dictionary<string, string> now)
    {
        // At first nobody knows what the controller has already seen.
        var changed = before is null
            ? organizations.List().Select(o => o.Metadata.Name!)
            : now.Keys.Union(before.Keys).Where(name => now.GetValueOrDefault(name) != before.GetValueOrDefault(name));
        foreach (var name in changed)
        {
            controller.Enqueue(new NamespacedName("", name));
        }

        return now;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Members cannot be read; their rights stay as they are until they can: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
