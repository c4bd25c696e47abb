using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>People with rights in one project only: what they are offered works, and what they may not do is not offered.</summary>
public sealed class RoleTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    private const string Administration = "Create organization|Create account|Add member|Add project|Give a role|Add provider|Delete organization";
    private const string Changes = "Delete|Revoke|Stop|Scale|Restart|Deploy|Deploy a model|Add .*|New .*|Create .*|Edit|Save|Change address";

    [Theory]
    [InlineData("developer", Administration)]
    [InlineData("viewer", $"{Administration}|{Changes}")]
    public async Task MemberOfOneProject_WalksThroughEverythingOffered_WithoutErrors(string role, string notOffered)
    {
        var tenant = await Tenant.CreateAsync(Installation, $"one-{role}");
        var user = await tenant.PersonAsync("ann", role);
        await tenant.DeployAsync("atlas");
        var person = await SignInFirstTimeAsync(user, Tenant.GivenPassword);
        var links = person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link);
        await links.Filter(new() { HasText = "My usage" }).WaitForAsync();
        var offered = (await links.AllInnerTextsAsync()).Skip(1).Select(text => text.Trim()).ToList();
        offered.ShouldContain("Deployments");
        offered.ShouldNotContain("Audit trail");

        foreach (var page in offered)
        {
            await person.FollowAsync(page);
            await person.SeeAsync(page);
            await LookAsync(person, page, notOffered);
        }

        await person.FollowAsync("Deployments");
        await person.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "atlas", Exact = true }).ClickAsync();
        await person.SeeAsync("atlas");
        foreach (var tab in await person.Page.GetByRole(AriaRole.Tab).AllAsync())
        {
            await tab.ClickAsync();
            await LookAsync(person, $"atlas, {await tab.InnerTextAsync()}", notOffered);
        }

        person.Complaints.ShouldBeEmpty();
    }

    private static async Task LookAsync(Person person, string where, string notOffered)
    {
        var page = person.Page;
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.GetByRole(AriaRole.Status, new() { Name = "Loading" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.Locator("main").GetByRole(AriaRole.Alert).AllInnerTextsAsync()).ShouldBeEmpty(where);
        (await page.ViolationsAsync()).ShouldBeEmpty(where);
        var offered = await page.Locator("main").GetByRole(AriaRole.Button).Or(page.Locator("main").GetByRole(AriaRole.Link)).AllInnerTextsAsync();
        offered.Where(text => Regex.IsMatch(text.Trim(), $"^({notOffered})(…)?$")).ShouldBeEmpty(where);
    }
}
