using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class InformerIndexTests : IAsyncDisposable
{
    private static readonly NamespacedName Red = new("shop", "red");
    private static readonly NamespacedName Blue = new("shop", "blue");

    private readonly ScriptedClient _client = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Informer<Widget> _informer;
    private readonly InformerIndex<Widget> _index;
    private readonly SemaphoreSlim _told = new(0);
    private Task _running = Task.CompletedTask;

    public InformerIndexTests()
    {
        _informer = new Informer<Widget>(_client, ListOptions.All, TimeProvider.System, NullLogger<Informer<Widget>>.Instance);
        _index = new InformerIndex<Widget>(_informer, w => new NamespacedName(w.Metadata.Namespace!, w.Metadata.Labels!["color"]));
        _informer.Subscribe(_ => _told.Release());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _told.Dispose();
    }

    [Fact]
    public async Task Of_FollowsTheInformer()
    {
        _client.Lists.Enqueue(Widget.List(7, Of("a", 4, "red"), Of("b", 5, "red"), Of("c", 6, "blue")));
        _running = _informer.RunAsync(_stop.Token);
        await ToldAsync(3);
        (Names(Red), Names(Blue)).ShouldBe(("a4 b5", "c6"));

        _client.Send(WatchEventType.Modified, Of("a", 8, "red"));
        _client.Send(WatchEventType.Modified, Of("b", 9, "blue"));
        await ToldAsync(2);
        (Names(Red), Names(Blue)).ShouldBe(("a8", "b9 c6"));

        // What it belonged to when it went may not be what it belonged to before.
        _client.Send(WatchEventType.Deleted, Of("c", 10, "red"));
        _client.Send(WatchEventType.Deleted, Of("a", 11, "red"));
        await ToldAsync(2);
        (Names(Red), Names(Blue)).ShouldBe(("", "b9"));
    }

    [Fact]
    public async Task Of_AfterAListThatMissesSome_DoesNotHaveThem()
    {
        _client.Lists.Enqueue(Widget.List(7, Of("a", 5, "red"), Of("b", 6, "red")));
        _running = _informer.RunAsync(_stop.Token);
        await ToldAsync(2);
        _client.Lists.Enqueue(Widget.List(90, Of("b", 80, "blue"), Of("d", 81, "red")));
        _client.Fail(new StatusException(HttpStatusCode.Gone, StatusReason.Expired, "too old resource version"));
        await ToldAsync(3);
        (Names(Red), Names(Blue)).ShouldBe(("d81", "b80"));
    }

    private static Widget Of(string name, int revision, string color)
    {
        var widget = Widget.At(name, revision);
        widget.Metadata.Labels = new() { ["color"] = color };
        return widget;
    }

    private string Names(NamespacedName owner) => string.Join(' ', _index.Of(owner).Select(w => w.Metadata.Name + w.Metadata.ResourceVersion).Order(StringComparer.Ordinal));

    private async Task ToldAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _told.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
