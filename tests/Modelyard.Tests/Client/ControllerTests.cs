using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class ControllerTests : IAsyncDisposable
{
    private static readonly NamespacedName A = new("shop", "a");

    private readonly ScriptedClient _client = new();
    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Informer<Widget> _informer;
    private readonly Recorder _controller;
    private readonly Task _informing;

    public ControllerTests()
    {
        _client.Lists.Enqueue(Widget.List(1, Widget.At("a", 1)));
        _informer = new Informer<Widget>(_client, ListOptions.All, TimeProvider.System, NullLogger<Informer<Widget>>.Instance);
        _informing = _informer.RunAsync(_stop.Token);
        _controller = new Recorder(_informer, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _controller.StopAsync(CancellationToken.None);
        await _stop.CancelAsync();
        await _informing;
        _controller.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Reconcile_OnStartAndOnChange_IsCalledWithTheKey()
    {
        await _controller.StartAsync(TestContext.Current.CancellationToken);
        (await _controller.NextAsync()).ShouldBe(A);

        _client.Send(WatchEventType.Modified, Widget.At("a", 2));
        (await _controller.NextAsync()).ShouldBe(A);
    }

    [Fact]
    public async Task Reconcile_ThatThrows_IsTriedAgainLater()
    {
        _controller.Results.Enqueue(() => throw new InvalidOperationException("disk on fire"));
        await _controller.StartAsync(TestContext.Current.CancellationToken);
        await _controller.NextAsync();

        await AdvanceUntilCalledAsync(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Reconcile_RequeueAfter_ComesBackThen()
    {
        _controller.Results.Enqueue(() => ReconcileResult.RequeueAfter(TimeSpan.FromMinutes(5)));
        await _controller.StartAsync(TestContext.Current.CancellationToken);
        await _controller.NextAsync();

        await AdvanceUntilCalledAsync(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(6));
        (_time.GetUtcNow() - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(5));
    }

    private async Task AdvanceUntilCalledAsync(TimeSpan step, TimeSpan limit)
    {
        var called = _controller.NextAsync().AsTask();
        for (var passed = TimeSpan.Zero; !called.IsCompleted; passed += step)
        {
            passed.ShouldBeLessThan(limit);

            _time.Advance(step);
            // The timer is set after the reconciliation returned, on another thread: give it a moment before time moves on.
            await Task.WhenAny(called, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        await called;
    }

    private sealed class Recorder(Informer<Widget> informer, TimeProvider time)
        : Controller<Widget>(informer, time, NullLogger.Instance)
    {
        private readonly Channel<NamespacedName> _calls = Channel.CreateUnbounded<NamespacedName>();

        public Queue<Func<ReconcileResult>> Results { get; } = new();

        public ValueTask<NamespacedName> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken);

        protected override Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
        {
            _calls.Writer.TryWrite(key);
            return Task.FromResult(Results.TryDequeue(out var result) ? result() : ReconcileResult.Done);
        }
    }
}
