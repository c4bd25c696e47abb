using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;
using static Modelyard.Tests.Library.Policy.LibraryServer;

namespace Modelyard.Tests.Library.Policy;

/// <summary>Whether a deployment would run on the machines that there are, and what is said when it would not.</summary>
public sealed class PreflightTests(LibraryServer server) : IClassFixture<LibraryServer>, IAsyncLifetime
{
    private const long Gibibyte = 1L << 30;

    // 64 GiB, and two GPUs of 16 GiB each.
    public async ValueTask InitializeAsync()
    {
        if (await server.Client.TryGetAsync<Api.Node>(new NamespacedName("", "vm"), CancellationToken.None) is null)
        {
            var node = await server.Client.CreateAsync(new Api.Node { Metadata = { Name = "vm", Labels = new() { [GpuLabels.Memory] = "16384" } } }, CancellationToken.None);
            node.Status = new NodeStatus { Allocatable = new() { ["memory"] = Quantity.Bytes(64 * Gibibyte), ["nvidia.com/gpu"] = 2 } };
            await server.Client.UpdateStatusAsync(node, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData(8, null, null, null)]
    [InlineData(80, null, null, "a replica needs 80.0 GiB, and the largest machine has 64.0 GiB")]
    [InlineData(8, 4, null, "a replica is given 4.0 GiB and is expected to need 8.0 GiB: raise spec.resources.memory")]
    [InlineData(8, 96, null, "a replica needs 96.0 GiB, and the largest machine has 64.0 GiB")]
    [InlineData(8, null, 3, "a replica wants 3 GPUs, and no machine has more than 2")]
    [InlineData(30, 4, 2, null)]
    [InlineData(30, 4, 1, "a replica is expected to need 30.0 GiB of GPU memory, and one GPU here has 16.0 GiB at most")]
    public async Task Review_SaysWhatDoesNotFit(int needed, int? memory, int? gpus, string? refusal)
    {
        var answer = await ReviewAsync(EngineType.VLLM, needed, memory, gpus);

        answer.Allowed.ShouldBe(refusal is null);
        string.Join("\n", (answer.Findings ?? []).Select(f => f.Message)).ShouldContain(refusal ?? "");
        (answer.Findings?.Count ?? 0).ShouldBe(refusal is null ? 0 : 1);
    }

    [Fact]
    public async Task BuiltInEngine_WithLessGpuMemory_IsWarnedOf()
    {
        var answer = await ReviewAsync(EngineType.BuiltInLlama, 30, null, 1);

        answer.Allowed.ShouldBe(true);
        answer.Findings!.Single().Blocking.ShouldBe(false);
    }

    [Theory]
    [InlineData("pods", "2", 2, null)]
    [InlineData("pods", "1", 2, "the project's quota share has no room for it: pods: 2 asked for, 0 of 1 used. Ask for less, stop or delete something else in the project, or have the quota raised")]
    [InlineData("requests.nvidia.com/gpu", "1", 2, "requests.nvidia.com/gpu: 2 asked for, 0 of 1 used")]
    [InlineData("limits.memory", "12Gi", 2, "limits.memory: 16Gi asked for, 0 of 12Gi used")]
    [InlineData("requests.cpu", "4", 1, "the project's quota share wants requests.cpu of every replica: set spec.resources.cpu")]
    [InlineData("count/modeldeployments.modelyard.dev", "0", 1, "count/modeldeployments.modelyard.dev: 1 asked for, 0 of 0 used")]
    [InlineData("count/inferenceservices.serving.kserve.io", "0", 0, "count/inferenceservices.serving.kserve.io: 1 asked for, 0 of 0 used")]
    public async Task Quota_WithoutRoom_IsSaidWithWhatToDo(string resource, string limit, int replicas, string? refusal)
    {
        var (project, spec) = await LimitedAsync(resource, limit, replicas);

        var answer = await server.Preflight.AnswerAsync(spec, project, "atlas", null, [], CancellationToken.None);

        answer.Allowed.ShouldBe(refusal is null, string.Join("\n", (answer.Findings ?? []).Select(f => f.Message)));
        (answer.Findings ?? []).Select(f => f.Topic).ShouldBe(refusal is null ? [] : ["Quota"]);
        string.Join("\n", (answer.Findings ?? []).Select(f => f.Message)).ShouldContain(refusal ?? "");
    }

    [Fact]
    public async Task Quota_ForADeploymentThatRuns_NeedsRoomForWhatComesOnTop()
    {
        var (project, spec) = await LimitedAsync("limits.memory", "24Gi", 3);
        foreach (var replica in (string[])["one", "two"])
        {
            await server.Client.CreateAsync(
                new Pod
                {
                    Metadata = new ObjectMeta { Namespace = project, Name = replica, Labels = new() { [ServingNames.InferenceServiceLabel] = "atlas" } },
                    Spec = new PodSpec { Containers = [new Container { Name = "main", Image = "x", Resources = spec.Resources!.AsRequirements() }] },
                },
                CancellationToken.None);
        }

        (await server.Preflight.AnswerAsync(spec, project, "atlas", null, [], CancellationToken.None)).Allowed.ShouldBe(true);
        (await server.Preflight.AnswerAsync(spec, project, "other", null, [], CancellationToken.None)).Findings!.Single().Message!
            .ShouldContain("limits.memory: 24Gi asked for, 16Gi of 24Gi used");
    }

    /// <summary>A project with a quota in force, and a deployment of 8 GiB and a GPU for each replica.</summary>
    private async Task<(string Project, ModelDeploymentSpec Spec)> LimitedAsync(string resource, string limit, int replicas)
    {
        var project = await server.ProjectAsync();
        await server.VersionAsync(project, "1.2");
        var quota = await server.Client.CreateAsync(
            new ResourceQuota { Metadata = new ObjectMeta { Namespace = project, Name = "share" }, Spec = new ResourceQuotaSpec { Hard = new() { [resource] = Quantity.Parse(limit) } } },
            CancellationToken.None);
        await server.Client.UntilAsync<ResourceQuota>(NamespacedName.Of(quota), q => q.Status?.Hard is not null, TimeSpan.FromSeconds(30));
        var spec = Deployment(project, "atlas:1.2").Spec;
        spec.Engine!.Type = EngineType.VLLM;
        spec.Replicas = replicas;
        spec.Resources = new DeploymentResources { Memory = Quantity.Bytes(8 * Gibibyte), Gpus = 1 };
        return (project, spec);
    }

    private async Task<DeploymentReviewStatus> ReviewAsync(string engine, int needed, int? memory, int? gpus)
    {
        var project = await server.ProjectAsync();
        var version = await server.VersionAsync(project, "1.2");
        version.Status!.Metadata = new VersionMetadata { Format = "gguf", Memory = [new MemoryAtContext { ContextLength = 4096, Bytes = needed * Gibibyte }] };
        await server.Client.UpdateStatusAsync(version, CancellationToken.None);
        var spec = Deployment(project, "atlas:1.2").Spec;
        spec.Engine!.Type = engine;
        spec.Resources = new DeploymentResources { Memory = memory is { } given ? Quantity.Bytes(given * Gibibyte) : null, Gpus = gpus };
        return await server.Preflight.AnswerAsync(spec, project, null, null, [], CancellationToken.None);
    }
}
