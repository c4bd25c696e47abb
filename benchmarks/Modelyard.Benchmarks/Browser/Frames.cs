using System.Globalization;

namespace Modelyard.Benchmarks;

/// <summary>How evenly a page was drawn: the time from each frame to the next, in milliseconds, and the tasks that kept it from drawing for longer than 50 ms.</summary>
internal sealed record Frames(double[] Times, int LongTasks)
{
    public void Print(string what)
    {
        var sorted = Times.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {sorted.Length} | {At(0.5):0.0} ms | {At(0.99):0.0} ms | {sorted[^1]:0} ms | {LongTasks} |"));

        double At(double share) => sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
    }
}
