using Modelyard.Api;
using Modelyard.Client;
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

    private async Task<DeploymentReviewStatus> ReviewAsync(string engine, int needed, int? memory, int? gpus)
    {
        var project = await server.ProjectAsync();
        var version = await server.VersionAsync(project, "1.2");
        version.Status!.Metadata = new VersionMetadata { Format = "gguf", Memory = [new MemoryAtContext { ContextLength = 4096, Bytes = needed * Gibibyte }] };
        await server.Client.UpdateStatusAsync(version, CancellationToken.None);
        var spec = Deployment(project, "atlas:1.2").Spec;
        spec.Engine!.Type = engine;
        spec.Resources = new DeploymentResources { Memory = memory is { } given ? Quantity.Bytes(given * Gibibyte) : null, Gpus = gpus };
        return await server.Preflight.AnswerAsync(spec, project, null, [], CancellationToken.None);
    }
}
