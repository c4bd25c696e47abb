using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Modelyard.Console.Tests.BrowsedInstallation))]

namespace Modelyard.Console.Tests;

/// <summary>One installation of the built program, and a browser to look at it with.</summary>
public sealed class BrowsedInstallation : IAsyncLifetime
{
    // What Debian installs; Playwright's own downloads are not needed.
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Installation Installation { get; } = new();

    internal Uri Console => new($"http://127.0.0.1:{Installation.PortBase + 1}");

    /// <summary>What the administrator signs in with after the first time.</summary>
    internal const string AdminPassword = "nine rivers meet at dawn";

    /// <summary>The cookies of a browser in which the administrator is signed in: for tests that are not about signing in.</summary>
    internal string AdminState { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Installation.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Programs.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is missing: apt-get install chromium."),
            Args = ["--no-sandbox"],
        });
        await using var admin = await OpenAsync();
        await admin.SignInFirstTimeAsync("admin", (await File.ReadAllTextAsync(Path.Combine(Installation.Data, "console-password"))).Trim(), AdminPassword);
        AdminState = await admin.Page.Context.StorageStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Installation.DisposeAsync();
    }

    /// <summary>A browser of somebody, who is not signed in yet.</summary>
    internal async Task<Person> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1440, string? state = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Console.ToString(),
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = state,
        });
        return await Person.OpenAsync(context);
    }
}
