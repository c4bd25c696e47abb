using System.Text.Json;
using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>What axe finds wrong with pages.</summary>
internal static class Accessibility
{
    private static readonly string Axe = Path.Combine(Installation.Root, "console", "node_modules", "axe-core", "axe.min.js");

    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page)
    {
        // Evaluated by the debugger, which the page's policy for scripts does not bind.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })");
        return
        [
            .. found.GetProperty("violations").EnumerateArray()
                .SelectMany(v => v.GetProperty("nodes").EnumerateArray(), (v, n) => $"{v.GetProperty("id")}: {n.GetProperty("html")} — {n.GetProperty("failureSummary")}"),
        ];
    }
}
