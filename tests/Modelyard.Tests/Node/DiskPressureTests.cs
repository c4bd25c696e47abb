using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Node;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class DiskPressureTests : IAsyncLifetime
{
    private static readonly NodeSettings Quick = new() { HeartbeatPeriod = TimeSpan.FromMilliseconds(100), EagerProbePeriod = TimeSpan.FromMilliseconds(50), DrainDelay = TimeSpan.Zero };

    private FakeHub _hub = null!;
    private DiskSpace _space = new(Total: 1_000_000, Available: 500_000);

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        foreach (var (name, size) in new[] { ("acme/used", 5000), ("acme/idle", 6000) })
        {
            _hub.Add(name).AddLarge("model.gguf", [.. "GGUF"u8, .. TestFetcher.Bytes(size)]);
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [ControllerFact]
    public async Task Disk_ThatIsFull_IsReportedUntilThereIsRoom()
    {
        await using var node = await StartAsync();
        await node.UntilAsync<Api.Node>("test-node", n => Pressure(n)?.Status == "False");

        _space = new DiskSpace(1_000_000, 149_000);
        var pressed = await node.UntilAsync<Api.Node>("test-node", n => Pressure(n)?.Status == "True");
        Pressure(pressed)!.Reason.ShouldBe("KubeletHasDiskPressure");
        Pressure(pressed)!.Message!.ShouldContain("is 86 % full, and every model on it is in use");
        _space = new DiskSpace(1_000_000, 170_000);

        await node.UntilAsync<Api.Node>("test-node", n => Pressure(n)?.Status == "False");
    }

    [ControllerFact]
    public async Task Disk_ThatIsFull_LosesModelsThatNobodyUses_AndNoOthers()
    {
        await using var node = await StartAsync();
        await node.CreateRuntimeAsync();
        await node.Client.CreateAsync(NodeEnvironment.Service("used", "hf://acme/used"), CancellationToken.None);
        await node.ReadyAsync("used");
        await node.Client.CreateAsync(NodeEnvironment.Service("idle", "hf://acme/idle"), CancellationToken.None);
        await node.ReadyAsync("idle");
        await node.Client.DeleteAsync<InferenceService>(new NamespacedName(NodeEnvironment.Namespace, "idle"), Modelyard.Client.DeleteOptions.Default, CancellationToken.None);
        await node.PodsUntilAsync("idle", pods => pods.Count == 0);
        Models(node).Count().ShouldBe(2);
        foreach (var manifest in Directory.GetFiles(Path.Combine(node.Data, "models", "manifests")))
        {
            File.SetLastWriteTimeUtc(manifest, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        }

        _space = new DiskSpace(1_000_000, 0);
        await TestFetcher.UntilAsync(() => Models(node).Count() == 1);
        await node.UntilAsync<Api.Node>("test-node", n => Pressure(n)?.Status == "True");

        File.ReadAllBytes(Directory.GetFiles(Models(node).Single()).Single()).Length.ShouldBe(5004);
        var used = (await node.PodsUntilAsync("used", pods => pods.All(NodeEnvironment.IsReady))).Single();
        (await node.CallAsync(used, "/"))["args"]!.AsArray().Select(a => a!.ToString()).ShouldContain($"--model={Models(node).Single()}");
    }

    private static NodeCondition? Pressure(Api.Node node) => node.Status?.Conditions?.Find(c => c.Type == "DiskPressure");

    private static IEnumerable<string> Models(NodeEnvironment node) => Directory.GetDirectories(Path.Combine(node.Data, "models", "models"));

    private Task<NodeEnvironment> StartAsync() => NodeEnvironment.StartAsync(Quick, configure: services =>
    {
        services.AddSingleton<Func<DiskSpace>>(() => Volatile.Read(ref _space));
        services.AddSingleton(p => new ArtifactsOptions
        {
            StoreFolder = Path.Combine(p.GetRequiredService<NodeOptions>().DataDirectory, "models"),
            HubEndpoint = new Uri(_hub.Endpoint),
        });
    });
}
