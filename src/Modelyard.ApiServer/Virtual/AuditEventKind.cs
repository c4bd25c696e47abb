using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

namespace Modelyard.ApiServer;

/// <summary>The audit trail as resources, oldest first, read beside the store that is written to.</summary>
internal sealed class AuditEventKind(ApiServerOptions options) : IVirtualKind
{
    private const int PageSize = 500;

    // What a record says besides, of interest to who checks the trail rather than to who reads it.
    private static readonly string[] Left = ["kind", "apiVersion", "level", "stage", "digest"];

    public KindDescriptor Kind => LedgerKinds.AuditEvents;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        var limit = query.Limit is > 0 and < PageSize ? query.Limit : PageSize;
        var (since, last) = query.After is { } after
            ? (DateTimeOffset.FromUnixTimeMilliseconds(after.Revision), long.Parse(after.Name, NumberStyles.None, CultureInfo.InvariantCulture))
            : ((DateTimeOffset?)null, 0L);
        await using var trail = await OpenAsync(cancellationToken);
        var items = new List<JsonObject>();
        ContinueToken? next = null;

        // Times may go back when a clock was set: hence a bound that is surely early enough, and numbers, which never go back.
        await foreach (var record in trail.ReadAsync(since?.AddDays(-1), null, cancellationToken))
        {
            if (record.Sequence <= last || Show(record) is not { } item || !query.Filter.Matches(item))
            {
                continue;
            }

            if (items.Count == limit)
            {
                return new VirtualPage(items, next);
            }

            items.Add(item);
            next = new ContinueToken(record.Time.ToUnixTimeMilliseconds(), "", item.Meta().Name!);
        }

        return new VirtualPage(items, null);
    }

    private async Task<ITrailSnapshot> OpenAsync(CancellationToken cancellationToken) => options.Database is { } database
        ? await PostgresTrailSnapshot.OpenAsync(database, cancellationToken)
        : SqliteTrailSnapshot.Open(options.DatabasePath);

    private JsonObject Show(TrailRecord record)
    {
        var number = record.Sequence.ToString(CultureInfo.InvariantCulture);
        var item = new JsonObject { ["apiVersion"] = Kind.ApiVersion, ["kind"] = Kind.Kind };
        var meta = item.Meta();
        meta.Name = number;
        meta.Uid = number;
        meta.ResourceVersion = number;
        meta.CreationTimestamp = DocumentMetadata.Time(record.Time);
        foreach (var (name, value) in JsonNode.Parse(record.Content.Span)!.AsObject())
        {
            if (!Left.Contains(name))
            {
                item[name] = value?.DeepClone();
            }
        }

        return item;
    }
}
