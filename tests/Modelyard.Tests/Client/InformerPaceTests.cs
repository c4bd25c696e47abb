using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

/// <summary>When an informer asks again.</summary>
public sealed class InformerPaceTests : IAsyncDisposable
{
    private readonly ScriptedClient _client = new();
    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public InformerPaceTests()
    {
        _client.Lists.Enqueue(Widget.List(7, Widget.At("a", 5)));
        _running = new Informer<Widget>(_client, ListOptions.All, _time, NullLogger<Informer<Widget>>.Instance).RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task Watch_ThatNeverEnds_IsGivenUpHalfAMinuteAfterItShouldHave()
    {
        await WatchesAsync(1);
        var asked = _client.Timeouts.Single()!.Value;
        asked.ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));

        _time.Advance(asked + TimeSpan.FromSeconds(29));
        _client.WatchedFrom.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await WatchesAsync(2);

        _client.WatchedFrom.ShouldBe(["7", "7"]);
    }

    [Fact]
    public async Task Watch_ThatFailsAgainAndAgain_IsTriedLessAndLessOften()
    {
        await WatchesAsync(1);
        var starts = new List<DateTimeOffset> { _time.GetUtcNow() };
        while (starts.Count < 6)
        {
            _client.Fail(new HttpRequestException("connection refused"));
            await _time.AdvanceUntilAsync(WatchesAsync(starts.Count + 1), TimeSpan.FromMilliseconds(50));
            starts.Add(_time.GetUtcNow());
        }

        var pauses = starts.Zip(starts.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        pauses[0].ShouldBeInRange(0.08, 0.3);
        pauses[4].ShouldBeInRange(1.2, 2.2);
        pauses.ShouldBe(pauses.Order());
    }

    [Fact]
    public async Task Watch_ThatEndsAtOnce_IsNotStartedAgainAtOnce()
    {
        await WatchesAsync(1);

        _client.EndWatch();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        _client.WatchedFrom.Count.ShouldBe(1);
        await _time.AdvanceUntilAsync(WatchesAsync(2), TimeSpan.FromMilliseconds(50));
    }

    private async Task WatchesAsync(int count)
    {
        while (_client.WatchedFrom.Count < count)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
