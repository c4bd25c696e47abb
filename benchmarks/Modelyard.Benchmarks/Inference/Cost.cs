using System.Diagnostics;

namespace Modelyard.Benchmarks;

/// <summary>What a piece of work took: by the clock, and of the processors.</summary>
internal readonly record struct Cost(double Seconds, double ProcessorSeconds)
{
    internal static Cost Of(Action work)
    {
        var (before, clock) = (Processor(), Stopwatch.StartNew());
        work();
        return new Cost(clock.Elapsed.TotalSeconds, Processor() - before);
    }

    internal static async Task<Cost> OfAsync(Func<Task> work)
    {
        var (before, clock) = (Processor(), Stopwatch.StartNew());
        await work();
        return new Cost(clock.Elapsed.TotalSeconds, Processor() - before);
    }

    private static double Processor() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
