namespace Modelyard.Tests.Testing;

internal static class ManualTimeExtensions
{
    /// <summary>Lets time pass, step by step, for as long as <paramref name="task"/> waits for it.</summary>
    public static async Task AdvanceUntilAsync(this ManualTime time, Task task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            // What was set off by the step before is to come to rest first: it may set the next timer.
            await Task.WhenAny(task, Task.Delay(20, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (!task.IsCompleted)
            {
                time.Advance(step);
            }
        }

        await task;
    }
}
