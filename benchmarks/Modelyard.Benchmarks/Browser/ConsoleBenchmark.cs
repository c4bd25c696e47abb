using System.Globalization;
using Microsoft.Playwright;

namespace Modelyard.Benchmarks;

/// <summary>
/// What somebody at the console waits for, in Chromium: the first paint of pages that were never opened before, and a table of 5,000 versions as it is scrolled, filtered, and
/// changed by others.
/// </summary>
internal static class ConsoleBenchmark
{
    private const int Models = 50;
    private const int VersionsOfEach = 100;
    private const int Loads = 15;

    private static readonly string[] Pages = ["/", "/deployments", "/deploy", "/library", "/usage", "/hub/models", "/hub/playground"];

    /// <param name="parts"><c>paint</c>, <c>table</c>; none for both.</param>
    public static async Task RunAsync(string[] parts)
    {
        await using var installation = await ServedConsole.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var state = await installation.SignInAsync(browser);

        if (parts is [] || parts.Contains("paint"))
        {
            Console.WriteLine("| first time in a fresh browser | first paint, p50 | slowest | largest paint, p50 | slowest |");
            Console.WriteLine("|---|---|---|---|---|");
            foreach (var path in Pages)
            {
                await ReportLoadsAsync(browser, state, installation.Address, path);
            }
        }

        if (parts is [] || parts.Contains("table"))
        {
            await ReportTableAsync(browser, state, installation);
        }
    }

    private static async Task ReportTableAsync(IBrowser browser, string state, ServedConsole installation)
    {
        await installation.FillLibraryAsync(Models, VersionsOfEach);
        await using var context = await browser.NewContextAsync(new() { BaseURL = installation.Address, StorageState = state, ViewportSize = new() { Width = 1440, Height = 900 } });
        var table = await BusyTable.OpenAsync(context, Models * VersionsOfEach);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Models * VersionsOfEach} versions there after {table.Ready:0} ms"));
        Console.WriteLine();
        Console.WriteLine("| 5,000 rows | frames | p50 | p99 | longest | tasks over 50 ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        (await table.ScrollAsync()).Print("scrolled, 3,000 px/s");
        (await table.FilterAsync()).Print("filtered, a key every 100 ms");
        (await table.ChangeAsync(installation)).Print("scrolled while others change them");
    }

    private static async Task ReportLoadsAsync(IBrowser browser, string state, string address, string path)
    {
        var (first, largest) = (new List<double>(), new List<double>());
        for (var load = 0; load < Loads; load++)
        {
            // A context of its own has nothing in its cache.
            await using var context = await browser.NewContextAsync(new() { BaseURL = address, StorageState = state, ViewportSize = new() { Width = 1440, Height = 900 } });
            var page = await context.NewPageAsync();
            await page.GotoAsync(path);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            first.Add(await TimeOfAsync(page, "paint"));
            largest.Add(await TimeOfAsync(page, "largest-contentful-paint"));
        }

        first.Sort();
        largest.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| `{path}` | {first[Loads / 2]:0} ms | {first[^1]:0} ms | {largest[Loads / 2]:0} ms | {largest[^1]:0} ms |"));
    }

    /// <summary>When the browser says that the last thing of a kind happened, from the start of the navigation.</summary>
    private static Task<double> TimeOfAsync(IPage page, string kind) => page.EvaluateAsync<double>(
        "type => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type, buffered: true }))", kind);
}
