using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class InformerTests : IAsyncDisposable
{
    private static readonly NamespacedName A = new("shop", "a");
    private static readonly NamespacedName B = new("shop", "b");

    private readonly ScriptedClient _client = new();
    private readonly Channel<InformerEvent<Widget>> _events = Channel.CreateUnbounded<InformerEvent<Widget>>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Informer<Widget> _informer;
    private Task _running = Task.CompletedTask;

    public InformerTests() =>
        _informer = new Informer<Widget>(_client, ListOptions.All, TimeProvider.System, NullLogger<Informer<Widget>>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task Run_FirstList_FillsTheCopyAndTellsSubscribers()
    {
        await StartAsync(Widget.List(7, Widget.At("a", 5), Widget.At("b", 6)));

        _informer.List().Count.ShouldBe(2);
        (await NextAsync()).Type.ShouldBe(WatchEventType.Added);
        (await NextAsync()).Type.ShouldBe(WatchEventType.Added);
        _client.Send(WatchEventType.Modified, Widget.At("a", 8));
        var change = await NextAsync();
        change.Type.ShouldBe(WatchEventType.Modified);
        change.Old!.Metadata.ResourceVersion.ShouldBe("5");
        _informer.Get(A)!.Metadata.ResourceVersion.ShouldBe("8");
    }

    [Fact]
    public async Task Run_WatchEndsOrBreaks_ResumesAfterTheLastRevisionSeen()
    {
        await StartAsync(Widget.List(7, Widget.At("a", 5)));
        await NextAsync();
        _client.Send(WatchEventType.Modified, Widget.At("a", 8));
        await NextAsync();
        _client.Send(WatchEventType.Bookmark, Widget.At("", 20));
        _client.EndWatch();
        _client.Send(WatchEventType.Modified, Widget.At("a", 21));
        await NextAsync();
        _client.Fail(new IOException("connection reset"));
        _client.Send(WatchEventType.Deleted, Widget.At("a", 22));
        (await NextAsync()).Type.ShouldBe(WatchEventType.Deleted);

        _client.WatchedFrom.ShouldBe(["7", "20", "21"]);
        _informer.Get(A).ShouldBeNull();
    }

    [Fact]
    public async Task Run_RevisionExpired_ListsAgainAndFindsDeletions()
    {
        await StartAsync(Widget.List(7, Widget.At("a", 5), Widget.At("b", 6)));
        await NextAsync();
        await NextAsync();
        _client.Lists.Enqueue(Widget.List(90, Widget.At("b", 80)));
        _client.Fail(new StatusException(HttpStatusCode.Gone, StatusReason.Expired, "too old resource version"));

        var changes = new[] { await NextAsync(), await NextAsync() };
        changes.Single(c => c.Type == WatchEventType.Modified).Object.Metadata.Name.ShouldBe("b");
        changes.Single(c => c.Type == WatchEventType.Deleted).Object.Metadata.Name.ShouldBe("a");
        _informer.Get(B)!.Metadata.ResourceVersion.ShouldBe("80");
    }

    [Fact]
    public async Task Run_ServerWhoseDataWentBack_ListsAgain()
    {
        await StartAsync(Widget.List(90, Widget.At("a", 80), Widget.At("b", 85)));
        await NextAsync();
        await NextAsync();
        _client.Lists.Enqueue(Widget.List(7, Widget.At("a", 5)));
        var cause = new StatusCause { Reason = "ResourceVersionTooLarge", Message = "Too large resource version" };
        _client.Fail(new StatusException(HttpStatusCode.GatewayTimeout, StatusReason.Timeout, "Too large resource version: 90, current: 7", new StatusDetails { Causes = [cause] }));

        var changes = new[] { await NextAsync(), await NextAsync() };
        changes.Single(c => c.Type == WatchEventType.Modified).Object.Metadata.ResourceVersion.ShouldBe("5");
        changes.Single(c => c.Type == WatchEventType.Deleted).Object.Metadata.Name.ShouldBe("b");
        _client.Send(WatchEventType.Modified, Widget.At("a", 8));
        (await NextAsync()).Object.Metadata.ResourceVersion.ShouldBe("8");
        _client.WatchedFrom.ShouldBe(["90", "7"]);
    }

    [Fact]
    public async Task Subscribe_Late_HearsOfWhatIsThereAlready()
    {
        await StartAsync(Widget.List(7, Widget.At("a", 5)));
        await NextAsync();
        var heard = new List<string?>();

        using (_informer.Subscribe(e => heard.Add(e.Object.Metadata.Name)))
        {
            heard.ShouldBe(["a"]);
        }

        _client.Send(WatchEventType.Added, Widget.At("b", 8));
        await NextAsync();
        heard.ShouldBe(["a"], "a disposed subscription hears nothing more");
    }

    private async Task StartAsync(ResourceList<Widget> first)
    {
        _client.Lists.Enqueue(first);
        _informer.Subscribe(e => _events.Writer.TryWrite(e));
        _running = _informer.RunAsync(_stop.Token);
        await _informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
    }

    private ValueTask<InformerEvent<Widget>> NextAsync() => _events.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
