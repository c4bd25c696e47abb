using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Modelyard.Gateway.Tests;

/// <summary>Alone, since whoever listens in another test listens here too.</summary>
[Collection(nameof(MetricsAllocationTests))]
[CollectionDefinition(nameof(MetricsAllocationTests), DisableParallelization = true)]
public sealed class MetricsAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Call_MeasuredOrNot_AllocatesNothingForIt(bool listening)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new GatewayMetrics(services.GetRequiredService<IMeterFactory>());
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => l.EnableMeasurementEvents(instrument) };
        var heard = 0L;
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => heard++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => heard++);
        if (listening)
        {
            listener.Start();
        }

        var call = new GatewayCall(new DefaultHttpContext(), GatewayOperation.ChatCompletions, TimeProvider.System);
        Measure(metrics, call, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(metrics, call, 1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
        heard.ShouldBe(listening ? 2 * 1100 : 0);
    }

    private static void Measure(GatewayMetrics metrics, GatewayCall call, int times)
    {
        for (var i = 0; i < times; i++)
        {
            metrics.Started();
            GatewayTraces.Begin(call);
            metrics.Ended(call, CallFailure.TypeOf(call));
            GatewayTraces.End(call, null);
        }
    }
}
