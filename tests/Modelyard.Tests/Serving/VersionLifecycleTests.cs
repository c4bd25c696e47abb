using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Serving;

/// <summary>What becomes of a deployment when its version is deprecated, revoked and approved again.</summary>
public sealed class VersionLifecycleTests
{
    private static readonly NamespacedName Version = new(NodeEnvironment.Namespace, "atlas-1.2");

    [ControllerFact]
    public async Task Deployment_IsToldOfItsVersion_DrainedWhenItIsRevoked_AndStartedWhenItIsApprovedAgain()
    {
        await using var node = await StartAsync(drains: true);
        var running = await node.PhaseAsync("atlas", DeploymentPhase.Running);
        ConditionOf(running).Status.ShouldBe("True");

        await StageAsync(node, LibraryNames.Deprecated);
        var told = await node.UntilAsync<ModelDeployment>("atlas", d => ConditionOf(d).Reason == "Deprecated");
        told.Status!.Message!.ShouldEndWith("demo/atlas:1.2 is deprecated: plan to move to another version.");

        await PhaseAsync(node, "Revoked");
        await node.PodsUntilAsync("atlas", pods => pods.Count == 0);
        var drained = await node.Client.GetAsync<InferenceService>(new NamespacedName(NodeEnvironment.Namespace, "atlas"), CancellationToken.None);
        drained.Metadata.Annotations![LibraryNames.DrainedAnnotation].ShouldBe("demo/atlas:1.2");
        await node.UntilAsync<ModelDeployment>("atlas", d => d.Status is { Phase: DeploymentPhase.Pending, ReadyReplicas: 0 } && ConditionOf(d).Reason == "Revoked");

        await PhaseAsync(node, "Approved");
        await node.UntilAsync<ModelDeployment>("atlas", d => d.Status is { Phase: DeploymentPhase.Running, ReadyReplicas: 1 });
    }

    [ControllerFact]
    public async Task Deployment_OfARevokedVersion_RunsOn_IsNotStartedAgain_AndCanBeStopped()
    {
        await using var node = await StartAsync(drains: false);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        await PhaseAsync(node, "Revoked");
        var told = await node.UntilAsync<ModelDeployment>("atlas", d => ConditionOf(d).Reason == "Revoked");
        (told.Status!.Phase, told.Status.ReadyReplicas).ShouldBe((DeploymentPhase.Degraded, 1));

        var pod = (await node.PodsUntilAsync("atlas", pods => pods.Count == 1)).Single();
        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), DeleteOptions.Default, CancellationToken.None);
        var refused = await node.PodsUntilAsync("atlas", pods => pods is [var next] && next.Metadata.Uid != pod.Metadata.Uid && FetchEnded(next) is not null);
        FetchEnded(refused.Single()).ShouldBe("Not started: demo/atlas:1.2 may not be used.");

        await node.ChangeAsync("atlas", spec => spec.Stopped = true);
        await node.PodsUntilAsync("atlas", pods => pods.Count == 0);
    }

    private static Condition ConditionOf(ModelDeployment deployment) =>
        deployment.Status?.Conditions?.Find(c => c.Type == "VersionCurrent") ?? new Condition();

    private static string? FetchEnded(Pod pod) => pod.Status?.InitContainerStatuses?.Select(s => (s.State?.Terminated ?? s.LastState?.Terminated)?.Message).SingleOrDefault();

    private static async Task<NodeEnvironment> StartAsync(bool drains)
    {
        var node = await ServingEnvironment.StartAsync(configure: services =>
        {
            services.AddInformer<ApprovalPolicy>();
            services.AddInformer<ModelVersion>();
            services.AddInformer<InferenceService>();
            services.AddLeaderService<DrainController>();
        });
        await node.CreateRuntimeAsync();
        await node.Client.CreateAsync(
            new ApprovalPolicy { Metadata = new ObjectMeta { Name = "all" }, Spec = new ApprovalPolicySpec { OnRevocation = drains ? "Drain" : "Keep" } }, CancellationToken.None);
        var uri = "file://" + node.WriteModel("atlas");
        using var fetcher = new ModelFetcher(new ArtifactsOptions { StoreFolder = Path.Combine(node.Data, "reference") }, TimeProvider.System);
        var content = await fetcher.FetchAsync(uri, new FetchOptions { Copy = true }, progress: null, CancellationToken.None);
        var version = await node.Client.CreateAsync(
            new ModelVersion
            {
                Metadata = new ObjectMeta { Namespace = Version.Namespace, Name = Version.Name },
                Spec = new ModelVersionSpec { Model = "atlas", Version = "1.2", Source = new VersionSource { Uri = uri } },
            },
            CancellationToken.None);
        await node.Client.WriteAsync<ModelVersion, ModelVersionSpec, ModelVersionStatus>(
            version,
            new ModelVersionStatus { Phase = "Approved", Digest = content.Digest, Files = [.. content.Files.Select(f => new VersionFile { Path = f.Path, Digest = "sha256:" + f.Sha256, Size = f.Size })] },
            CancellationToken.None);
        var seal = new ModelSeal(new SigningKeys(node.Client, TimeProvider.System), node.Client);
        await seal.EnsureAsync(await node.Client.GetAsync<ModelVersion>(Version, CancellationToken.None), CancellationToken.None);
        await node.DeployAsync("atlas", spec => spec.Model = new DeployedModel { Version = "atlas:1.2" });
        return node;
    }

    private static Task StageAsync(NodeEnvironment node, string stage) => node.Client.PatchAsync<ModelVersion>(
        Version, Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [LibraryNames.StageLabel] = stage } } }), CancellationToken.None);

    private static Task PhaseAsync(NodeEnvironment node, string phase) => node.Client.PatchAsync<ModelVersion>(
        Version, Patch.Merge(new JsonObject { ["status"] = new JsonObject { ["phase"] = phase } }), CancellationToken.None, "status");
}
