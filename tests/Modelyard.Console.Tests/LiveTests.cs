using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>Pages follow what happens, and say so when they cannot. Runs alone: it takes the installation from everybody for a while.</summary>
[Collection(nameof(LiveTests))]
[CollectionDefinition(nameof(LiveTests), DisableParallelization = true)]
public sealed class LiveTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    [Fact]
    public async Task Deployments_ChangedAtATerminal_AreFollowedWithoutAReload()
    {
        var tenant = await Tenant.CreateAsync(Installation, "moving");
        var admin = await AdminAsync();
        await admin.FollowAsync("Deployments");
        await admin.SeeAsync("Deployments");
        await admin.StayAsync();
        var row = Row(admin, "moving");

        await tenant.DeployAsync("atlas");
        await row.GetByText("1/1").WaitForAsync();
        (await Installation.KubectlAsync("patch", "mdep", "atlas", "-n", "moving", "--type=merge", "-p", """{"spec":{"replicas":2} }""")).Succeeded();
        await row.GetByText("2/2").WaitForAsync();
        (await Installation.KubectlAsync("delete", "mdep", "atlas", "-n", "moving")).Succeeded();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        (await admin.StayedAsync()).ShouldBeTrue();
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Project_DeletedByAPerson_GoesWithAllThatIsInIt()
    {
        var tenant = await Tenant.CreateAsync(Installation, "lasting");
        await tenant.ApplyAsync("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: passing, labels: {modelyard.dev/organization: lasting} }
            """);
        (await Installation.KubectlWithInputAsync("""
            apiVersion: ledger.modelyard.dev/v1alpha1
            kind: APIKey
            metadata: {name: laptop, namespace: passing}
            spec: {}
            """, "create", "-f", "-")).Succeeded();
        var admin = await AdminAsync();
        await admin.GoAsync("/organizations/lasting?tab=projects");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Delete passing", Exact = true }).ClickAsync();

        var dialog = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete Namespace passing?" });
        await dialog.GetByText("Its API keys are gone at once: laptop.").WaitForAsync();
        (await admin.Page.ViolationsAsync()).ShouldBeEmpty();
        await dialog.GetByLabel("Type passing to confirm").FillAsync("passing");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();

        await Row(admin, "passing").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await Installation.KubectlAsync("get", "namespace", "passing", "--ignore-not-found", "-o", "name")).Succeeded().ShouldBeEmpty();
        (await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Delete lasting", Exact = true }).CountAsync()).ShouldBe(0, "an organization has its home");
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task ControlPlane_KilledAndStartedAgain_IsMissedAndFoundAgain()
    {
        var tenant = await Tenant.CreateAsync(Installation, "patient");
        await tenant.DeployAsync("before");
        var admin = await AdminAsync();
        await admin.FollowAsync("Deployments");
        await Row(admin, "patient").GetByText("before", new() { Exact = true }).WaitForAsync();
        await admin.StayAsync();
        var lost = admin.Page.GetByText("The connection to the server is lost.");

        await Installation.KillControlPlaneAsync();
        await lost.WaitForAsync();
        (await Row(admin, "patient").CountAsync()).ShouldBe(1, "what was seen last goes on being seen");
        await Installation.UpAsync();
        await lost.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await tenant.DeployAsync("after");
        await Row(admin, "patient").GetByText("after", new() { Exact = true }).WaitForAsync();
        (await admin.StayedAsync()).ShouldBeTrue("the page comes back by itself");
    }

    private static ILocator Row(Person person, string project) => person.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = project });
}
