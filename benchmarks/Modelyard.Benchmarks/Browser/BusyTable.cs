using System.Text.Json;
using Microsoft.Playwright;

namespace Modelyard.Benchmarks;

/// <summary>The library's table of versions in a browser.</summary>
internal sealed class BusyTable
{
    // Chromium itself says when it draws, and which tasks were long.
    private const string Recorder =
        """
        () => {
            const frames = [], tasks = [];
            const observer = new PerformanceObserver(list => tasks.push(...list.getEntries()));
            observer.observe({ type: 'longtask' });
            let last, running = true;
            const draw = now => { if (last !== undefined) frames.push(now - last); last = now; if (running) requestAnimationFrame(draw); };
            requestAnimationFrame(draw);
            window.recorded = () => { running = false; tasks.push(...observer.takeRecords()); observer.disconnect(); return { times: frames, longTasks: tasks.length }; };
        }
        """;

    private static readonly TimeSpan KeyInterval = TimeSpan.FromMilliseconds(100);

    private readonly IPage _page;

    private BusyTable(IPage page) => _page = page;

    /// <summary>From opening the page until its rows were there, in milliseconds.</summary>
    public double Ready { get; private init; }

    public static async Task<BusyTable> OpenAsync(IBrowserContext context, int rows)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/library");
        await page.Locator($"[role=table][aria-rowcount='{rows + 1}']").WaitForAsync();
        return new BusyTable(page) { Ready = await page.EvaluateAsync<double>("performance.now()") };
    }

    /// <summary>Down and up again with the wheel.</summary>
    public Task<Frames> ScrollAsync() => RecordAsync(WheelAsync);

    /// <summary>Types a filter and takes it back.</summary>
    public Task<Frames> FilterAsync() => RecordAsync(async () =>
    {
        var filter = _page.GetByLabel("Filter Versions");
        await filter.ClickAsync();
        await filter.PressSequentiallyAsync("model-17 1.42", new() { Delay = (float)KeyInterval.TotalMilliseconds });
        for (var key = 0; key < "model-17 1.42".Length; key++)
        {
            await _page.Keyboard.PressAsync("Backspace", new() { Delay = (float)KeyInterval.TotalMilliseconds });
        }
    });

    /// <summary>Scrolls while versions are changed as fast as the API takes it.</summary>
    public async Task<Frames> ChangeAsync(ServedConsole installation)
    {
        using var changing = new CancellationTokenSource();
        var changes = installation.ChangeVersionsAsync(changing.Token);
        var frames = await RecordAsync(WheelAsync);
        await changing.CancelAsync();
        Console.Error.WriteLine($"{await changes} changes meanwhile");
        return frames;
    }

    private async Task<Frames> RecordAsync(Func<Task> work)
    {
        await _page.EvaluateAsync(Recorder);
        await work();
        var recorded = await _page.EvaluateAsync<JsonElement>("window.recorded()");
        return new Frames([.. recorded.GetProperty("times").EnumerateArray().Select(t => t.GetDouble())], recorded.GetProperty("longTasks").GetInt32());
    }

    private async Task WheelAsync()
    {
        await using var chromium = await _page.Context.NewCDPSessionAsync(_page);
        foreach (var distance in (int[])[-15_000, 15_000])
        {
            await chromium.SendAsync("Input.synthesizeScrollGesture", new() { ["x"] = 700, ["y"] = 600, ["yDistance"] = distance, ["speed"] = 3000, ["gestureSourceType"] = "mouse" });
        }
    }
}
