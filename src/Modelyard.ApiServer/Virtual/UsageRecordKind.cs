using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Usage of single requests, newest first.</summary>
internal sealed class UsageRecordKind(ServedLedger ledger) : IVirtualKind
{
    private const int PageSize = 500;
    private const string Revision = "1";

    public KindDescriptor Kind => LedgerKinds.UsageRecords;

    public async Task<JsonObject?> FindAsync(VirtualCall call, string name, CancellationToken cancellationToken)
    {
        await ledger.CatchUp(cancellationToken);
        return await ledger.Usage.GetAsync(call.Namespace, name, cancellationToken) is { } record ? Show(record) : null;
    }

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        if (query.After is null)
        {
            await ledger.CatchUp(cancellationToken);
        }

        var limit = query.Limit is > 0 and < PageSize ? query.Limit : PageSize;
        var items = new List<JsonObject>();
        var after = query.After is { } token ? new UsagePosition(DateTimeOffset.FromUnixTimeMilliseconds(token.Revision), token.Name) : (UsagePosition?)null;
        while (true)
        {
            // One more than is shown says whether there is a next page.
            var found = await ledger.Usage.ListAsync(new UsageQuery { Project = query.Namespace, Limit = limit + 1, After = after }, cancellationToken);
            foreach (var record in found.Take(limit))
            {
                if (Show(record) is var item && query.Filter.Matches(item))
                {
                    items.Add(item);
                }

                after = new UsagePosition(record.At, record.Id);
                if (items.Count == limit && record != found[^1])
                {
                    return new VirtualPage(items, new ContinueToken(record.At.ToUnixTimeMilliseconds(), record.Project, record.Id));
                }
            }

            if (found.Count <= limit)
            {
                return new VirtualPage(items, null);
            }
        }
    }

    private JsonObject Show(UsageRecord record) =>
        (JsonObject)JsonSerializer.SerializeToNode(
            new Usage
            {
                ApiVersion = Kind.ApiVersion,
                Kind = Kind.Kind,
                Metadata = { Name = record.Id, Namespace = record.Project, Uid = record.Id, ResourceVersion = Revision, CreationTimestamp = record.At },
                RequestId = record.RequestId,
                Organization = record.Organization,
                User = record.User,
                Key = record.KeyName,
                Deployment = record.Deployment.Length > 0 ? $"{record.DeploymentNamespace}/{record.Deployment}" : null,
                Endpoint = record.Endpoint,
                Operation = record.Operation,
                Streamed = record.Streamed,
                Code = record.Status,
                State = State(record.State),
                InputTokens = record.InputTokens,
                CachedInputTokens = record.CachedInputTokens,
                OutputTokens = record.OutputTokens,
                Images = record.Images,
                Cost = record.Currency is null ? null : LedgerValues.Cost(record.CostNanos),
                Currency = record.Currency,
                DurationMs = record.DurationMs,
                FirstTokenMs = record.FirstTokenMs,
                CacheHit = record.CacheHit,
            },
            ApiJson.Options)!;

    // As the ledger writes it everywhere.
    private static string State(UsageState state) => JsonSerializer.SerializeToNode(state)!.GetValue<string>();
}
