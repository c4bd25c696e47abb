using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class ProbeScheduleTests
{
    private readonly SkippingClock _time = new();

    [Theory]
    [InlineData("readiness: failures before the first success are no verdict", "--+", true, "3.0:well")]
    [InlineData("readiness: one slip does not count, three do", "+--+---", true, "1.0:well 61.0:unwell")]
    [InlineData("readiness: and it may recover", "+---+", true, "1.0:well 31.0:unwell 41.0:well")]
    [InlineData("liveness: three in a row from the start", "---", false, "21.0:unwell")]
    [InlineData("liveness: success starts the count again", "--+--", false, "21.0:well")]
    public async Task Verdict_FollowsTheThresholds(string because, string answers, bool eager, string expected)
    {
        var start = _time.GetUtcNow();
        var told = new List<string>();
        using var end = new CancellationTokenSource();
        var asked = 0;
        var schedule = new ProbeSchedule(
            new Probe { InitialDelaySeconds = 1, PeriodSeconds = 10, FailureThreshold = 3 },
            _ =>
            {
                if (asked == answers.Length)
                {
                    end.Cancel();
                }

                return Task.FromResult(new ProbeOutcome(asked < answers.Length && answers[asked++] == '-' ? "no" : null));
            },
            eager ? TimeSpan.FromSeconds(1) : null,
            _time);

        var running = schedule.RunAsync(
            problem =>
            {
                told.Add($"{(_time.GetUtcNow() - start).TotalSeconds:0.0}:{(problem is null ? "well" : "unwell")}");
                return true;
            },
            _ => { },
            end.Token);
        await Should.ThrowAsync<OperationCanceledException>(running);
        string.Join(' ', told).ShouldBe(expected, because);
    }

    /// <summary>Where somebody waits, the time is over at once: nothing else happens meanwhile here.</summary>
    private sealed class SkippingClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _now += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
