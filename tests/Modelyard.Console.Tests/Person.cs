using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>Somebody with a browser. Finds things by role and label, as people do.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Person(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            // A refusal that the page shows is told here too, as "Failed to load resource".
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser found wrong with the pages so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Person> OpenAsync(IBrowserContext context)
    {
        await context.Tracing.StartAsync(new() { Snapshots = true });
        return new(context, await context.NewPageAsync());
    }

    /// <summary>Leaves a picture and a trace, for whoever looks into a failure: <c>npx playwright show-trace</c> shows the latter.</summary>
    public async Task KeepAsync(string path)
    {
        await Page.ScreenshotAsync(new() { Path = path + ".png", FullPage = true });
        await _context.Tracing.StopAsync(new() { Path = path + ".zip" });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    public async Task SignInAsync(string user, string password)
    {
        await GoAsync("/");
        await EnterAsync(user, password);
        await SeeAsync("Overview");
    }

    /// <summary>Signs in with a password that somebody else made, and chooses one.</summary>
    public async Task SignInFirstTimeAsync(string user, string given, string chosen)
    {
        await GoAsync("/");
        await EnterAsync(user, given);
        await SeeAsync("Choose your password");
        await Page.Locator("input[autocomplete=current-password]").FillAsync(given);
        await Page.GetByLabel("New password *", new() { Exact = true }).FillAsync(chosen);
        await Page.GetByLabel("New password again").FillAsync(chosen);
        await PressAsync("Change password");
        await SeeAsync("Overview");
    }

    public Task GoAsync(string path) => Page.GotoAsync(path);

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>Waits for the page of this title.</summary>
    public Task SeeAsync(string title) => Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true, Level = 1 }).WaitForAsync();

    /// <summary>Waits for a text anywhere on the page.</summary>
    public Task ReadAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Marks the page; a reload would lose that.</summary>
    public Task StayAsync() => Page.EvaluateAsync("window.stayed = true");

    /// <summary>Whether the page was not loaded again since it was marked.</summary>
    public Task<bool> StayedAsync() => Page.EvaluateAsync<bool>("window.stayed === true");

    private async Task EnterAsync(string user, string password)
    {
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync(user);
        await Page.Locator("input[autocomplete=current-password]").FillAsync(password);
        await PressAsync("Sign in");
    }
}
