namespace Modelyard.Inference.Tests;

public sealed class StreamPaceTests
{
    [Theory]
    [InlineData(20, 25, 1)]
    [InlineData(20, 18, 1)]
    [InlineData(20, 10, 2)]
    [InlineData(20, 3, 6)]
    [InlineData(0, 3, 1)]
    public void Steps_EquallyLong_AreHandedOnTogetherWhileTheIntervalLasts(int interval, int step, int together)
    {
        var clock = new Clock();
        var pace = new StreamPace(TimeSpan.FromMilliseconds(interval), clock);
        var due = Enumerable.Range(0, 200).Select(_ =>
        {
            clock.Milliseconds += step;
            return pace.IsDue(readsPrompts: false);
        }).ToList();
        var gaps = due.Index().Where(d => d.Item).Select(d => d.Index).ToList();
        gaps.Zip(gaps.Skip(1), (a, b) => b - a).Skip(1).ShouldAllBe(gap => gap == together);
    }

    [Fact]
    public void Step_ThatReadsPrompts_NeverHasTokensWaitForIt()
    {
        var clock = new Clock();
        var pace = new StreamPace(TimeSpan.FromSeconds(1), clock);
        pace.IsDue(readsPrompts: false);
        clock.Milliseconds++;
        pace.IsDue(readsPrompts: true).ShouldBeTrue();
    }

    private sealed class Clock : TimeProvider
    {
        internal long Milliseconds { get; set; } = 1_000_000;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
