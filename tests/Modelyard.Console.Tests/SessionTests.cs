using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

public sealed class SessionTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    [Fact]
    public async Task SignIn_WrongPassword_SaysSoAndKeepsTheName()
    {
        var somebody = await OpenAsync();
        await somebody.GoAsync("/deployments");
        await somebody.Page.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync("nobody");
        await somebody.Page.Locator("input[autocomplete=current-password]").FillAsync("not the password");
        await somebody.PressAsync("Sign in");

        await somebody.Page.GetByRole(AriaRole.Alert).WaitForAsync();

        (await somebody.Page.GetByRole(AriaRole.Textbox, new() { Name = "User" }).InputValueAsync()).ShouldBe("nobody");
    }

    [Fact]
    public async Task SignIn_WhereOneWantedToGo_IsWhereOneGetsTo()
    {
        var admin = await OpenAsync();
        await admin.GoAsync("/deployments");
        await admin.Page.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync("admin");
        await admin.Page.Locator("input[autocomplete=current-password]").FillAsync(BrowsedInstallation.AdminPassword);
        await admin.PressAsync("Sign in");

        await admin.SeeAsync("Deployments");
    }

    [Fact]
    public async Task SignOutEverywhere_OtherBrowser_IsAskedToSignInAgain()
    {
        const string Name = "leaver";
        (await Installation.KubectlWithInputAsync(
            $$"""
            {"apiVersion": "ledger.modelyard.dev/v1alpha1", "kind": "Account", "metadata": {"name": "{{Name}}" }, "spec": {"password": "made by somebody else"} }
            """,
            "create",
            "-f",
            "-")).Succeeded();
        var here = await OpenAsync();
        var there = await OpenAsync();
        await here.SignInFirstTimeAsync(Name, "made by somebody else", "six cats cross a bridge");
        await there.SignInAsync(Name, "six cats cross a bridge");

        await here.Page.GetByRole(AriaRole.Button, new() { Name = $"Account: {Name}" }).ClickAsync();
        await here.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out everywhere" }).ClickAsync();
        await here.SeeAsync("Sign in to Modelyard");

        await there.FollowAsync("Settings");
        await there.SeeAsync("Sign in to Modelyard");
    }

    [Fact]
    public async Task Keys_GThenD_GoesToDeployments()
    {
        var admin = await AdminAsync();

        await admin.Page.Keyboard.PressAsync("g");
        await admin.Page.Keyboard.PressAsync("d");

        await admin.SeeAsync("Deployments");
    }

    [Fact]
    public async Task Slash_OpensThePalette_AndFindsPages()
    {
        var admin = await AdminAsync();

        await admin.Page.Keyboard.PressAsync("/");
        await admin.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).Or(admin.Page.GetByLabel("Search", new() { Exact = true })).FillAsync("deploy");
        await admin.Page.Keyboard.PressAsync("Enter");

        await admin.SeeAsync("Deployments");
    }
}
