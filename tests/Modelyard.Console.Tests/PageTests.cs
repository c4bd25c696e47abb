using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>What holds for every page: it loads without complaints, can be used by everybody, and is not heavy. Leaves a picture of each for people to look at.</summary>
public sealed class PageTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    private const int MostBytes = 300 * 1000;

    private static readonly string Pictures = Path.Combine(Installation.Root, "TestResults", "screenshots");

    public static TheoryData<string, string> Pages => new()
    {
        { "/", "Overview" },
        { "/library", "Library" },
        { "/library/policies", "Policies" },
        { "/library/import", "Import an archive" },
        { "/repositories", "Repositories" },
        { "/repositories/new", "Add a repository" },
        { "/deployments", "Deployments" },
        { "/deploy", "Deploy a model" },
        { "/services/demo/atlas", "atlas" },
        { "/endpoints", "Endpoints" },
        { "/accelerators", "Accelerators" },
        { "/usage", "Usage and cost" },
        { "/organizations", "Organizations" },
        { "/accounts", "Users" },
        { "/roles", "Roles" },
        { "/keys", "API keys" },
        { "/limits", "Limits and prices" },
        { "/audit", "Audit trail" },
        { "/settings", "Settings" },
        { "/hub/models", "Models" },
        { "/hub/playground", "Playground" },
        { "/hub/keys", "My keys" },
        { "/hub/usage", "My usage" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_LightAndDarkWideAndNarrow_IsAccessibleAndWithoutComplaints(string path, string title)
    {
        foreach (var (scheme, width) in from s in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark] from w in (int[])[1440, 820] select (s, w))
        {
            var admin = await OpenAsync(scheme, width, AdminState);
            await admin.GoAsync(path);
            await admin.SeeAsync(title);
            await admin.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            await PictureAsync(admin.Page, path, scheme, width);
            (await admin.Page.ViolationsAsync()).ShouldBeEmpty($"{path}, {scheme}, {width}");
            admin.Complaints.ShouldBeEmpty($"{path}, {scheme}, {width}");
            (await admin.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{path} is wider than {width}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OpenedForTheFirstTime_IsNotHeavy(string path, string title)
    {
        var fresh = await OpenAsync(state: AdminState);
        var bytes = 0L;
        fresh.Page.Response += (_, response) =>
        {
            if (response.Url.Contains("/assets/", StringComparison.Ordinal))
            {
                bytes += long.Parse(response.Headers["content-length"], System.Globalization.CultureInfo.InvariantCulture);
            }
        };

        await fresh.GoAsync(path);
        await fresh.SeeAsync(title);
        await fresh.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        bytes.ShouldBeInRange(1, MostBytes);
    }

    private static async Task PictureAsync(IPage page, string path, ColorScheme scheme, int width)
    {
        Directory.CreateDirectory(Pictures);
        var name = path.Trim('/') is { Length: > 0 } some ? some.Replace('/', '-').Replace('?', '-').Replace('=', '-') : "overview";
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{scheme}-{width}.png".ToLowerInvariant()) });
    }
}
