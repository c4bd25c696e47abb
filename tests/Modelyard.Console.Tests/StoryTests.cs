using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>The first hour, as its guide tells it: from signing in to a metered call by a second person.</summary>
public sealed class StoryTests(BrowsedInstallation installation)
{
    private const string Developer = "dev@acme.example";

    [Fact]
    public async Task FirstHour_FromARepositoryToAMeteredCallOfSomebodyElse()
    {
        await using var admin = await installation.AdminAsync();
        await CreateOrganizationAsync(admin, "acme");
        await AddMemberAsync(admin, "acme", Developer);
        var given = await CreateAccountAsync(admin, Developer);
        await AddRepositoryAsync(admin, "acme", "shipped");
        await ApproveAsync(admin);
        await DeployAsync(admin);

        await using var developer = await installation.OpenAsync();
        await developer.SignInFirstTimeAsync(Developer, given, "seven owls sleep till noon");
        var curl = await SnippetAsync(developer);
        (await Shell.RunAsync("bash", ["-c", curl])).Succeeded().ShouldContain("Paris");

        await admin.FollowAsync("Usage and cost");
        await admin.ReadAsync("acme/atlas");
        (await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).CountAsync()).ShouldBe(1);
        (await developer.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).CountAsync()).ShouldBe(0, "what one may not see is not offered");
        admin.Complaints.ShouldBeEmpty();
        developer.Complaints.ShouldBeEmpty();
    }

    private static async Task CreateOrganizationAsync(Person admin, string name)
    {
        await admin.FollowAsync("Organizations");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Create organization" }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name }).Or(admin.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).First.WaitForAsync();
    }

    private static async Task AddMemberAsync(Person admin, string organization, string user)
    {
        await admin.GoAsync($"/organizations/{organization}");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Members" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add member" }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync(user);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private static async Task<string> CreateAccountAsync(Person admin, string user)
    {
        await admin.FollowAsync("Users");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync(user);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        var shown = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Password of {user}" });
        await shown.WaitForAsync();
        return (await shown.Locator("code,pre").First.TextContentAsync())!.Trim();
    }

    private static async Task AddRepositoryAsync(Person admin, string project, string name)
    {
        await admin.GoAsync("/repositories");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Add a repository" }).First.ClickAsync();
        await admin.SeeAsync("Add a repository");
        var form = admin.Page.Locator("main");
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Project" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = project }).ClickAsync();
        await form.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync(name);
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Kind of source" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = "Folder of the server" }).ClickAsync();
        await form.GetByRole(AriaRole.Textbox, new() { Name = "Address" }).FillAsync($"file://{Installation.Root}/models");
        await form.GetByText("takes it").First.WaitForAsync();
        await admin.PressAsync("Add repository");
        await admin.SeeAsync(name);
    }

    private static async Task ApproveAsync(Person admin)
    {
        await admin.FollowAsync("Library");
        await admin.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = "atlas" }).First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button).Filter(new() { HasTextString = "Approve" }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Comment" }).FillAsync("Tried it out.");
        await dialog.GetByRole(AriaRole.Button).Filter(new() { HasTextString = "Approve" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private static async Task DeployAsync(Person admin)
    {
        await admin.FollowAsync("Deploy");
        await admin.SeeAsync("Deploy a model");
        foreach (var next in (string[])["engine", "resources and scaling", "endpoint and access", "review"])
        {
            await admin.PressAsync($"Next: {next}");
        }

        await admin.PressAsync("Deploy");
        await admin.PressAsync("Send");
        await admin.ReadAsync("The capital of France is Paris.");
    }

    private static async Task<string> SnippetAsync(Person developer)
    {
        await developer.FollowAsync("Models");
        await developer.SeeAsync("Models");
        await developer.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = "atlas" }).First.ClickAsync();
        await developer.SeeAsync("atlas");
        await developer.Page.Locator("label").Filter(new() { HasText = "Streaming" }).ClickAsync();
        await developer.Page.GetByRole(AriaRole.Button).Filter(new() { HasTextString = "new key" }).First.ClickAsync();
        await developer.Page.Locator("main form").GetByRole(AriaRole.Button).Last.ClickAsync();
        var snippet = developer.Page.Locator("pre").First;
        await snippet.Filter(new() { HasText = "sk-my-" }).WaitForAsync();
        return (await snippet.TextContentAsync())!;
    }
}
