using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Writes into roles that are sums of others the rules of those others.</summary>
internal sealed class RoleAggregator(
    ObjectStore objects, ObjectWriter writer, KindCatalog catalog, TimeProvider time, ILogger<RoleAggregator> logger)
    : StoreFollower(objects, time, logger)
{
    protected override async Task FollowAsync(Action progressed, CancellationToken cancellationToken)
    {
        if (catalog.Current.Find(RoleBook.Group, "v1", "clusterroles") is not { } kind)
        {
            return;
        }

        var revision = await Objects.Store.GetRevisionAsync(cancellationToken);
        var page = await Objects.Store.ListAsync(new ListQuery(kind.Collection()) { Revision = revision }, cancellationToken);
        var roles = page.Items.ToDictionary(i => i.Key.Name, i => new StoredDocument(kind, i.Document, i.Revision).Decode());
        await AggregateAsync(kind, roles, cancellationToken);
        await foreach (var change in Objects.Store.WatchAsync(new WatchQuery(kind.Collection(), revision), cancellationToken))
        {
            if (change.Type == ChangeType.Deleted)
            {
                roles.Remove(change.Key.Name);
            }
            else
            {
                roles[change.Key.Name] = new StoredDocument(kind, change.Document, change.Revision).Decode();
            }

            await AggregateAsync(kind, roles, cancellationToken);
            progressed();
        }
    }

    private async Task AggregateAsync(KindDescriptor kind, Dictionary<string, JsonObject> roles, CancellationToken cancellationToken)
    {
        foreach (var (name, role) in roles)
        {
            if (role["aggregationRule"]?["clusterRoleSelectors"] is not JsonArray selectors)
            {
                continue;
            }

            var rules = Sum(roles.Where(r => r.Key != name).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value), selectors);
            if (JsonNode.DeepEquals(rules, role["rules"]))
            {
                continue;
            }

            try
            {
                await writer.UpdateAsync(
                    kind,
                    "",
                    name,
                    live =>
                    {
                        live["rules"] = rules.DeepClone();
                        return live;
                    },
                    WriteOptions.Internal,
                    cancellationToken);
            }
            catch (StatusException gone) when (gone.IsNotFound)
            {
                // Reported next.
            }
        }
    }

    private static JsonArray Sum(IEnumerable<JsonObject> roles, JsonArray selectors)
    {
        var sum = new JsonArray();
        var chosen = selectors.Deserialize<List<Api.LabelSelector>>(ApiJson.Options)!.Select(LabelSelector.Of).ToList();
        foreach (var rule in roles.Where(r => chosen.Any(s => s.Matches(r.Meta().Object["labels"] as JsonObject))).SelectMany(r => r["rules"] as JsonArray ?? []))
        {
            if (!sum.Any(known => JsonNode.DeepEquals(known, rule)))
            {
                sum.Add(rule?.DeepClone());
            }
        }

        return sum;
    }
}
