using Microsoft.Playwright;
using Modelyard.Console.Tests.Steps;

namespace Modelyard.Console.Tests;

/// <summary>What a policy has two people approve, runs when both have, and each sees the other at it.</summary>
public sealed class ApprovalTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    [Fact]
    public async Task TwoApprovals_OfPeopleInTwoBrowsers_LetItRun_AndNobodyReloads()
    {
        var tenant = await Tenant.CreateAsync(Installation, "duo");
        var (security, product) = (await tenant.PersonAsync("security"), await tenant.PersonAsync("product", "developer", "duo-owners"));
        await tenant.BindAsync("library-approver", ("User", security), ("Group", "duo-owners"));
        await tenant.BindAsync("view", ("User", security));
        var admin = await AdminAsync();
        await WritePolicyAsync(admin, security);
        await tenant.TakeInModelsAsync();

        var first = await SignInFirstTimeAsync(security, Tenant.GivenPassword);
        var second = await SignInFirstTimeAsync(product, Tenant.GivenPassword);
        foreach (var person in (Person[])[first, second])
        {
            await person.OpenVersionAsync("duo");
            await person.Page.GetByRole(AriaRole.Tab, new() { Name = "Approvals" }).ClickAsync();
            await person.StayAsync();
        }

        await second.Page.GetByText("Nobody has decided anything yet.").WaitForAsync();
        (await DeployLinks(second).CountAsync()).ShouldBe(0, "what is not approved is not deployed");
        await admin.GoAsync("/deploy?project=duo");
        var choice = admin.Page.GetByRole(AriaRole.Radio, new() { Name = "duo/atlas" });
        await choice.WaitForAsync();
        (await choice.IsDisabledAsync()).ShouldBeTrue();
        await admin.StayAsync();

        await first.ApproveAsync("security");
        await second.ReadAsync($"{security} approved for security");
        (await DeployLinks(second).CountAsync()).ShouldBe(0, "one of two is not enough");
        await second.ApproveAsync("product");

        await DeployLinks(second).WaitForAsync();
        await first.Page.GetByText("Approved", new() { Exact = true }).First.WaitForAsync();
        await first.ReadAsync($"{product} approved for product");
        await choice.ClickAsync();
        await admin.ReadAsync("Would run here");
        foreach (var person in (Person[])[first, second, admin])
        {
            (await person.StayedAsync()).ShouldBeTrue("what others do is seen without a reload");
        }

        await second.DeployAsync();
        (await DeployLinks(first).CountAsync()).ShouldBe(0, "whoever only approves does not deploy");
        first.Complaints.ShouldBeEmpty();
        second.Complaints.ShouldBeEmpty();
        admin.Complaints.ShouldBeEmpty();
    }

    private static ILocator DeployLinks(Person person) => person.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Deploy", Exact = true });

    private static async Task WritePolicyAsync(Person admin, string security)
    {
        await admin.FollowAsync("Library");
        await admin.FollowAsync("Policies");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "New approval policy" }).ClickAsync();
        await admin.SeeAsync("New approval policy");
        var yaml = admin.Page.GetByRole(AriaRole.Textbox, new() { Name = "New ApprovalPolicy as YAML" });
        await yaml.PressAsync("Control+a");
        await yaml.PressAsync("Delete");
        await yaml.FillAsync($$"""
            apiVersion: modelyard.dev/v1alpha1
            kind: ApprovalPolicy
            metadata: {name: two-of-duo}
            spec:
              versions: {projects: [duo]}
              approvals: [{name: security, users: ["{{security}}"]}, {name: product, groups: [duo-owners]}]
            """);
        await admin.PressAsync("Create");
        await admin.SeeAsync("two-of-duo");
    }
}
