using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Which models ran when, newest first. Only added to, by whoever watches what runs.</summary>
internal sealed class ServingRecordKind(ServedLedger ledger, Tenancy tenancy) : IVirtualKind
{
    private const int PageSize = 500;
    private const string Revision = "1";

    public KindDescriptor Kind => LedgerKinds.ServingRecords;

    public bool OutlivesNamespace => true;

    public async Task<JsonObject?> FindAsync(VirtualCall call, string name, CancellationToken cancellationToken) =>
        await ledger.Serving.GetAsync(call.Namespace, name, cancellationToken) is { } entry ? Show(entry) : null;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var record = document.Deserialize<ServingRecord>(ApiJson.Options)!;
        var content = new ServingRecord
        {
            Service = record.Service,
            Deployment = record.Deployment,
            Organization = record.Organization ?? (await tenancy.OwnerOfAsync(call.Namespace, cancellationToken))?.Metadata.Name,
            Models = record.Models,
        };
        var entry = new ServingEntry
        {
            Id = record.Metadata.Name!,
            Project = call.Namespace,
            Service = record.Service!,
            Document = JsonSerializer.Serialize(content, ApiJson.Options),
        };
        return Show(await ledger.Serving.AddAsync(entry, cancellationToken));
    }

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        var limit = query.Limit is > 0 and < PageSize ? query.Limit : PageSize;
        var fields = query.Filter.Fields;
        var day = fields.EqualTo(ServingRecord.OnField) is { } text ? Day(text) : (DateTimeOffset?)null;
        var filter = query.Filter with { Fields = fields.Without(ServingRecord.OnField) };
        var wanted = new ServingQuery
        {
            Project = query.Namespace,
            Service = fields.EqualTo("service"),
            Current = fields.EqualTo(ServingRecord.UntilField) is "",
            EndedAfter = day,
            BeganBefore = day?.AddDays(1),
            After = query.After is { } token ? (DateTimeOffset.FromUnixTimeMilliseconds(token.Revision), token.Name) : null,
            Limit = limit + 1,
        };
        var items = new List<JsonObject>();
        while (true)
        {
            // One more than is shown says whether there is a next page.
            var found = await ledger.Serving.ListAsync(wanted, cancellationToken);
            foreach (var entry in found.Take(limit))
            {
                if (Show(entry) is var item && filter.Matches(item))
                {
                    items.Add(item);
                }

                wanted = wanted with { After = (entry.From, entry.Id) };
                if (items.Count == limit && entry != found[^1])
                {
                    return new VirtualPage(items, new ContinueToken(entry.From.ToUnixTimeMilliseconds(), entry.Project, entry.Id));
                }
            }

            if (found.Count <= limit)
            {
                return new VirtualPage(items, null);
            }
        }
    }

    private static DateTimeOffset Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
        : throw StatusErrors.BadRequest($"on={text}: must be a day (UTC) such as 2026-01-31");

    private JsonObject Show(ServingEntry entry)
    {
        var record = JsonSerializer.Deserialize<ServingRecord>(entry.Document, ApiJson.Options)!;
        record.ApiVersion = Kind.ApiVersion;
        record.Kind = Kind.Kind;
        record.Metadata = new ObjectMeta { Name = entry.Id, Namespace = entry.Project, Uid = entry.Id, ResourceVersion = Revision, CreationTimestamp = entry.From };
        record.From = entry.From;
        record.Until = entry.Until;
        return (JsonObject)JsonSerializer.SerializeToNode(record, ApiJson.Options)!;
    }
}
