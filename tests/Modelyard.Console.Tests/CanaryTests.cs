using Microsoft.Playwright;
using Modelyard.Console.Tests.Steps;

namespace Modelyard.Console.Tests;

/// <summary>A new version beside the running one: a share of the calls, half of them, and back.</summary>
public sealed class CanaryTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    private const string Project = "rollout";

    [Fact]
    public async Task Canary_GetsItsShare_AndNoCallAfterItIsUndone()
    {
        var tenant = await Tenant.CreateAsync(Installation, Project);
        var user = await tenant.PersonAsync("dev", "developer");
        await tenant.DeployAsync("atlas-v1");
        // A name counts in its project: that of another is no choice here.
        await (await Tenant.CreateAsync(Installation, $"{Project}-twin")).DeployAsync("atlas-v1");
        var admin = await AdminAsync();
        await admin.CreateEndpointAsync(Project, Project, "atlas-v1");
        var developer = await SignInFirstTimeAsync(user, Tenant.GivenPassword);
        var curl = await developer.CopyCurlAsync("atlas-v1", "laptop", endpoint: Project);
        (await curl.AnswerAsync()).ShouldContain("Paris");
        await developer.FollowAsync("Endpoints");
        var seen = developer.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Project });
        await seen.GetByText("atlas-v1 100 %").WaitForAsync();
        await developer.StayAsync();

        await tenant.DeployAsync("atlas-v2");
        await admin.Page.GetByRole(AriaRole.Combobox, new() { Name = "Add a deployment" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = "atlas-v2" }).ClickAsync();
        await ApplyAsync(admin, "Apply", "Change", "atlas-v1 90 %, atlas-v2 10 %");
        await seen.GetByText("atlas-v1 90 %, atlas-v2 10 %").WaitForAsync();
        await admin.PressAsync("50 % to atlas-v2");
        await ApplyAsync(admin, "Apply", "Change", "atlas-v1 50 %, atlas-v2 50 %");
        await seen.GetByText("atlas-v1 50 %, atlas-v2 50 %").WaitForAsync();
        var before = (Old: await AnsweredAsync("atlas-v1"), New: await AnsweredAsync("atlas-v2"));
        await Installation.EventuallyAsync(
            async () =>
            {
                await curl.AnswerAsync();
                return (Old: await AnsweredAsync("atlas-v1"), New: await AnsweredAsync("atlas-v2"));
            },
            now => now.Old > before.Old && now.New > before.New,
            TimeSpan.FromSeconds(30));

        await admin.PressAsync("10 % to atlas-v2");
        await ApplyAsync(admin, "Apply", "Change", "atlas-v1 90 %, atlas-v2 10 %");
        await ApplyAsync(admin, "Undo the last change", "Undo", "atlas-v1 50 %, atlas-v2 50 %");
        await admin.PressAsync("Promote atlas-v1");
        await ApplyAsync(admin, "Apply", "Change", "atlas-v1 100 %");
        await seen.GetByText("atlas-v1 100 %").WaitForAsync();
        (await developer.StayedAsync()).ShouldBeTrue("shares are followed without a reload");
        await Installation.EventuallyAsync(
            async () =>
            {
                var answered = await AnsweredAsync("atlas-v2");
                for (var i = 0; i < 8; i++)
                {
                    await curl.AnswerAsync();
                }

                return await AnsweredAsync("atlas-v2") - answered;
            },
            more => more == 0,
            TimeSpan.FromSeconds(20));
        admin.Complaints.ShouldBeEmpty();
        developer.Complaints.ShouldBeEmpty();
    }

    private Task<double> AnsweredAsync(string deployment) => Installation.MetricAsync("modelyard_gateway_requests_total", $"{Project}/{deployment}");

    private static async Task ApplyAsync(Person person, string button, string confirmed, string next)
    {
        await person.PressAsync(button);
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(next).WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirmed, Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await person.Page.GetByRole(AriaRole.Img, new() { Name = next, Exact = true }).WaitForAsync();
    }
}
