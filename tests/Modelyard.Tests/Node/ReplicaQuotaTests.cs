using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

/// <summary>Replicas that a quota has no room for, with the real controller.</summary>
public sealed class ReplicaQuotaTests
{
    private static readonly NamespacedName Share = new(NodeEnvironment.Namespace, "share");

    [ControllerFact]
    public async Task Replica_WithoutRoom_IsAwaited_AndComesWhenTheQuotaIsRaised()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await LimitAsync(node, "pods", "1");
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas", change: s => s.Spec.Predictor!.MinReplicas = 2);

        var held = await node.UntilAsync<InferenceService>("atlas", s => NodeEnvironment.Condition(s, "PredictorReady") is { Reason: "QuotaExceeded" } c && c.Message!.StartsWith("1 of 2", StringComparison.Ordinal));

        NodeEnvironment.Condition(held, "PredictorReady")!.Message!.ShouldContain("exceeded quota: share, requested: pods=1, used: pods=1, limited: pods=1");
        var told = (await node.Client.ListAsync<Event>(new ListOptions { Namespace = NodeEnvironment.Namespace }, CancellationToken.None)).Items;
        told.ShouldContain(e => e.Reason == "QuotaExceeded" && e.Type == "Warning" && e.InvolvedObject!.Name == "atlas");

        await node.Client.PatchAsync<ResourceQuota>(Share, Patch.Merge(JsonNode.Parse("""{"spec":{"hard":{"pods":"2"}}}""")!.AsObject()), CancellationToken.None);
        await node.ReadyAsync("atlas");
    }

    [ControllerFact]
    public async Task Replica_ThatGivesItsFigures_IsTakenByAQuotaThatWantsThemOfEveryContainer()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await LimitAsync(node, "limits.memory", "1Gi");
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas", change: s => s.Spec.Predictor!.Model!.Resources = new ResourceRequirements { Limits = new() { ["memory"] = Quantity.Parse("1Gi") } });

        await node.ReadyAsync("atlas");
    }

    private static async Task LimitAsync(NodeEnvironment node, string resource, string limit)
    {
        await node.Client.CreateAsync(
            new ResourceQuota
            {
                Metadata = new ObjectMeta { Namespace = Share.Namespace, Name = Share.Name },
                Spec = new ResourceQuotaSpec { Hard = new() { [resource] = Quantity.Parse(limit) } },
            },
            CancellationToken.None);
        await node.UntilAsync<ResourceQuota>(Share.Name, q => q.Status?.Hard is not null);
    }
}
