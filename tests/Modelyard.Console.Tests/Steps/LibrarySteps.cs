using Microsoft.Playwright;

namespace Modelyard.Console.Tests.Steps;

/// <summary>What people do about models before these run.</summary>
internal static class LibrarySteps
{
    /// <summary>The models that are shipped, from their folder.</summary>
    public static async Task AddRepositoryAsync(this Person admin, string project, string name)
    {
        await admin.GoAsync("/repositories");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Add a repository" }).First.ClickAsync();
        await admin.SeeAsync("Add a repository");
        var form = admin.Page.Locator("main");
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Project" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = project, Exact = true }).ClickAsync();
        await form.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync(name);
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Kind of source" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = "Folder of the server" }).ClickAsync();
        await form.GetByRole(AriaRole.Textbox, new() { Name = "Address" }).FillAsync($"file://{Installation.Root}/models");
        await form.GetByText("takes it").First.WaitForAsync();
        await admin.PressAsync("Add repository");
        await admin.SeeAsync(name);
    }

    /// <summary>Opens the page of a project's only version.</summary>
    public static async Task OpenVersionAsync(this Person person, string project)
    {
        await person.FollowAsync("Library");
        await person.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = project }).GetByRole(AriaRole.Link).Filter(new() { HasText = "atlas" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Tab, new() { Name = "Card" }).WaitForAsync();
    }

    /// <summary>Begins on the version's page.</summary>
    /// <param name="approval">The approval one is asked for by name.</param>
    public static async Task ApproveAsync(this Person person, string? approval = null)
    {
        await person.PressAsync(approval is null ? "Approve for approval" : $"Approve for {approval}");
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Comment" }).FillAsync("Tried it out.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }
}
