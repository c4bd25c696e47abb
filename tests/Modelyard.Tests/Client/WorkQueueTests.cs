using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class WorkQueueTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Add_TwiceBeforeTaken_IsHandedOutOnce()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.Add("a");
        queue.Add("a");
        queue.Add("b");

        (await queue.TakeAsync(TestContext.Current.CancellationToken)).ShouldBe("a");
        (await queue.TakeAsync(TestContext.Current.CancellationToken)).ShouldBe("b");
        queue.TakeAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Add_WhileBeingWorkedOn_ReturnsOnlyAfterDone()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.Add("a");
        await queue.TakeAsync(TestContext.Current.CancellationToken);
        queue.Add("a");
        queue.Add("a");

        var again = queue.TakeAsync(TestContext.Current.CancellationToken).AsTask();
        again.IsCompleted.ShouldBeFalse("one key is never worked on twice at once");
        queue.Done("a");
        (await again).ShouldBe("a");
        queue.Done("a");
        queue.TakeAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task AddAfter_BeforeItsTime_StaysAway()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.AddAfter("a", TimeSpan.FromSeconds(10));
        queue.AddAfter("a", TimeSpan.FromSeconds(5));
        var taken = queue.TakeAsync(TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromSeconds(4.9));
        taken.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await taken).ShouldBe("a");

        queue.Done("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        queue.TakeAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted.ShouldBeFalse("the later call replaced the earlier one");
    }

    [Fact]
    public async Task Take_ManyKeysAndWorkers_NeverTwoOnOneKeyAndNothingLost()
    {
        using var queue = new WorkQueue<int>(_time);
        var active = new int[10];
        var worked = new int[10];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var last = new TaskCompletionSource();
        var workers = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (true)
            {
                int key;
                try
                {
                    key = await queue.TakeAsync(stop.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }

                Interlocked.Increment(ref active[key]).ShouldBe(1);
                await Task.Yield();
                Interlocked.Increment(ref worked[key]);
                Interlocked.Decrement(ref active[key]);
                queue.Done(key);
                if (key == 9)
                {
                    last.TrySetResult();
                }
            }
        }).ToArray();

        for (var round = 0; round < 1000; round++)
        {
            queue.Add(round % 9);
        }

        queue.Add(9);
        await last.Task.WaitAsync(TestContext.Current.CancellationToken);
        stop.Cancel();
        await Task.WhenAll(workers);
        worked.ShouldAllBe(n => n > 0);
    }
}
