using System.Net;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests.Routing;

/// <summary>Deployments that bound how many calls their replicas get at once.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly SemaphoreSlim _finish = new(0);
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;
    private int _working;
    private int _most;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(time: _time);
        _replica = await _gateway.ServeAsync("demo", "atlas");
        _replica.Script = async http =>
        {
            var working = Interlocked.Increment(ref _working);
            _most = Math.Max(_most, working);
            await _finish.WaitAsync(http.RequestAborted);
            Interlocked.Decrement(ref _working);
            await ScriptedReplica.Answer("{}")(http);
        };
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task MoreCallsThanPlaces_WaitAndAreAllAnswered_NeverTooManyAtOnce()
    {
        await BoundAsync(perReplica: 3, queue: 100);
        var calls = Enumerable.Range(0, 40).Select(_ => _gateway.ChatAsync("atlas")).ToList();

        for (var answered = 0; answered < 40; answered++)
        {
            await Eventually.TrueAsync(() => Volatile.Read(ref _working) == Math.Min(3, 40 - answered));
            _finish.Release();
            await Eventually.TrueAsync(() => calls.Count(c => c.IsCompleted) == answered + 1);
        }

        (await Task.WhenAll(calls)).ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        _most.ShouldBe(3);
    }

    [Fact]
    public async Task FullQueue_RefusesAtOnce_AndPatienceEnds()
    {
        await BoundAsync(perReplica: 1, queue: 1);
        var working = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => Volatile.Read(ref _working) == 1);
        var waiting = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => Queue.Length == 1);

        using var refused = await _gateway.ChatAsync("atlas");
        var error = await refused.ErrorAsync(HttpStatusCode.ServiceUnavailable);
        ((string?)error["code"], refused.Headers.RetryAfter!.ToString()).ShouldBe(("slow_down", "3"));

        _time.Advance(TimeSpan.FromSeconds(30));
        ((string?)(await (await waiting).ErrorAsync(HttpStatusCode.ServiceUnavailable))["message"])!.ShouldContain("within 30 s");
        _finish.Release();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
        Queue.Length.ShouldBe(0);
    }

    [Fact]
    public async Task ClientThatLeavesTheQueue_HoldsUpNobody()
    {
        await BoundAsync(perReplica: 1, queue: 10);
        var working = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => Volatile.Read(ref _working) == 1);
        using var left = new CancellationTokenSource();
        var leaving = _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Post, "/v1/chat/completions", """{"model":"atlas"}"""), left.Token);
        await Eventually.TrueAsync(() => Queue.Length == 1);
        var staying = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => Queue.Length == 2);

        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        await Eventually.TrueAsync(() => Queue.Length == 1);
        _finish.Release(2);

        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await staying).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NewReplica_TakesFromTheQueue()
    {
        await BoundAsync(perReplica: 1, queue: 10);
        var working = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => Volatile.Read(ref _working) == 1);
        var waiting = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => Queue.Length == 1);

        var second = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1");
        (await waiting).StatusCode.ShouldBe(HttpStatusCode.OK);
        second.Received.Count.ShouldBe(1);
        _finish.Release();
        await working;
    }

    private CallQueue Queue => _gateway.Directory.Current!.Find("demo/atlas")!.State.Queue;

    private Task BoundAsync(int perReplica, int queue) => _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec
    {
        Concurrency = new DeploymentConcurrency { PerReplica = perReplica, QueueLength = queue, QueueTimeout = "30s" },
    });
}
