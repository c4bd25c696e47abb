using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>What is behind the first sight of a page: its dialogs and its tabs can be used by everybody, and by keyboard.</summary>
public sealed class DialogTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    /// <summary>Where, and what is pressed there, one after the other, until the dialog is open. `@` stands for the test's project, and its organization.</summary>
    private static readonly (string Path, string[] Presses)[] Dialogs =
    [
        ("/organizations", ["Create organization"]),
        ("/organizations/@", ["Edit"]),
        ("/organizations/@", ["Delete"]),
        ("/organizations/@?tab=projects", ["Add project"]),
        ("/organizations/@?tab=members", ["Add member"]),
        ("/accounts", ["Create account"]),
        ("/accounts/dev%40@.example", ["Reset password"]),
        ("/accounts/dev%40@.example", ["Disable"]),
        ("/roles", ["Give a role"]),
        ("/roles?tab=roles", ["Create role"]),
        ("/keys", ["Create key"]),
        ("/keys/@/laptop", ["Rotate"]),
        ("/keys/@/laptop", ["Revoke"]),
        ("/deployments/@/atlas", ["Stop"]),
        ("/deployments/@/atlas", ["Scale"]),
        ("/deployments/@/atlas", ["More for atlas", "Restart"]),
        ("/deployments/@/atlas", ["More for atlas", "Delete"]),
        ("/library/@/atlas-latest", ["Approve for approval"]),
        ("/library/@/atlas-latest", ["Reject"]),
        ("/library/@/atlas-latest?tab=approvals", ["Delegate…"]),
        ("/library/@/atlas-latest?tab=signatures", ["Add a signature"]),
        ("/library/@/atlas-latest", ["More for atlas:latest", "Change stage…"]),
        ("/library/@/atlas-latest", ["More for atlas:latest", "Read the files again…"]),
        ("/library/@/atlas-latest", ["More for atlas:latest", "Delete…"]),
        ("/repositories/@/shipped", ["Delete"]),
        ("/endpoints", ["New endpoint"]),
        ("/limits?project=@", ["Change limits, price and sharing of atlas"]),
        ("/limits?tab=organizations", ["Change limits and budget of @"]),
        ("/limits?tab=quotas", ["Limit a project"]),
        ("/limits?tab=quotas&project=@", ["Change the quota share of @"]),
        ("/limits?tab=quotas&project=@", ["Delete the quota share of @"]),
        ("/audit", ["Verify"]),
        ("/settings?tab=providers", ["Add provider"]),
        ("/", ["Account: admin", "Change password"]),
    ];

    /// <summary>The pages of single things, and others that have tabs.</summary>
    private static readonly string[] Tabbed =
    [
        "/deployments/@/atlas", "/library/@/atlas-latest", "/repositories/@/shipped", "/organizations/@", "/accounts", "/roles/library-approver",
        "/roles", "/settings", "/limits", "/library/policies", "/hub/playground", "/hub/usage",
    ];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Dialogs_OpenedByAPerson_AreAccessible_TakeTheFocus_AndGiveItBackOnEscape(ColorScheme scheme)
    {
        var project = await ProjectAsync("dialogs", scheme);
        var admin = await OpenAsync(scheme, state: AdminState);
        foreach (var (path, presses) in Dialogs)
        {
            var (place, which) = (path.Replace("@", project, StringComparison.Ordinal), $"{path}: {string.Join(", ", presses)}, {scheme}");
            await admin.GoAsync(place);
            var opener = admin.Page.GetByRole(AriaRole.Button, new() { Name = presses[0].Replace("@", project, StringComparison.Ordinal), Exact = true }).First;
            await opener.ClickAsync();
            foreach (var item in presses[1..])
            {
                await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = item, Exact = true }).ClickAsync();
            }

            var dialog = admin.Page.GetByRole(AriaRole.Dialog);
            await dialog.WaitForAsync();
            await admin.Page.WaitForFunctionAsync("document.activeElement.closest('[role=dialog]') !== null");
            (await admin.Page.ViolationsAsync()).ShouldBeEmpty(which);

            await admin.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToBeHiddenAsync();
            await Assertions.Expect(opener).ToBeFocusedAsync();
        }

        admin.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 820)]
    public async Task Tabs_OpenedByAPerson_AreAccessible_AndFitTheWindow(ColorScheme scheme, int width)
    {
        var project = await ProjectAsync("tabs", scheme);
        var admin = await OpenAsync(scheme, width, AdminState);
        foreach (var path in Tabbed)
        {
            await admin.GoAsync(path.Replace("@", project, StringComparison.Ordinal));
            var tabs = admin.Page.Locator("main").GetByRole(AriaRole.Tab);
            await tabs.First.WaitForAsync();
            for (var i = 0; i < await tabs.CountAsync(); i++)
            {
                await tabs.Nth(i).ClickAsync();
                await admin.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                var which = $"{path}, {await tabs.Nth(i).TextContentAsync()}, {scheme}, {width}";
                (await admin.Page.ViolationsAsync()).ShouldBeEmpty(which);
                (await admin.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{which} is wider than that");
            }
        }

        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_GoToPages_OpenTheSearch_AndListThemselves()
    {
        var admin = await AdminAsync();
        await admin.Page.Keyboard.PressAsync("g");
        await admin.Page.Keyboard.PressAsync("d");
        await admin.SeeAsync("Deployments");

        await admin.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search", Exact = true })).ToBeFocusedAsync();
        await admin.Page.Keyboard.TypeAsync("audit");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.SeeAsync("Audit trail");

        var opener = admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Account") });
        await opener.FocusAsync();
        await admin.Page.Keyboard.PressAsync("?");
        var list = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" });
        await list.GetByText("Search and commands").WaitForAsync();
        (await admin.Page.ViolationsAsync()).ShouldBeEmpty();
        await admin.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    /// <summary>A project in which there is one of everything.</summary>
    private async Task<string> ProjectAsync(string purpose, ColorScheme scheme)
    {
        var tenant = await Tenant.CreateAsync(Installation, $"{purpose}-{scheme}".ToLowerInvariant());
        await tenant.PersonAsync("dev", "developer");
        (await Installation.KubectlWithInputAsync($$"""
            apiVersion: ledger.modelyard.dev/v1alpha1
            kind: APIKey
            metadata: {name: laptop, namespace: {{tenant.Name}} }
            spec: {}
            """, "create", "-f", "-")).Succeeded();
        await tenant.ApplyAsync($$"""
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: share, namespace: {{tenant.Name}} }
            spec: {hard: {pods: 20} }
            """);
        await tenant.TakeInModelsAsync();
        await tenant.DeployAsync("atlas");
        return tenant.Name;
    }
}
