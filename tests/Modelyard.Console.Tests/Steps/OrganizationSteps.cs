using Microsoft.Playwright;

namespace Modelyard.Console.Tests.Steps;

/// <summary>What administrators do about organizations and people.</summary>
internal static class OrganizationSteps
{
    public static async Task CreateOrganizationAsync(this Person admin, string name)
    {
        await admin.FollowAsync("Organizations");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Create organization" }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await admin.SeeAsync(name);
    }

    /// <summary>Begins on the organization's page.</summary>
    public static async Task AddMemberAsync(this Person admin, string user)
    {
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Members" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add member" }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync(user);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <returns>The password that was made for them.</returns>
    public static async Task<string> CreateAccountAsync(this Person admin, string user)
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

    /// <summary>Limits what all members of an organization ask for together.</summary>
    public static async Task LimitRequestsAsync(this Person admin, string organization, int perMinute)
    {
        await admin.FollowAsync("Limits and prices");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Organizations" }).ClickAsync();
        await admin.PressAsync($"Change limits and budget of {organization}");
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Requests a minute").First.FillAsync($"{perMinute}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }
}
