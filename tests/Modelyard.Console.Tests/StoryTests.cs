using Microsoft.Playwright;
using Modelyard.Console.Tests.Steps;

namespace Modelyard.Console.Tests;

/// <summary>The first hour, as its guide tells it: from signing in to a metered call by a second person.</summary>
public sealed class StoryTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    private const string Developer = "dev@acme.example";

    [Fact]
    public async Task FirstHour_FromARepositoryToAMeteredCallOfSomebodyElse()
    {
        var admin = await AdminAsync();
        await admin.CreateOrganizationAsync("acme");
        await admin.AddMemberAsync(Developer);
        var given = await admin.CreateAccountAsync(Developer);
        await admin.AddRepositoryAsync("acme", "shipped");
        await admin.OpenVersionAsync("acme");
        await admin.ApproveAsync();
        await admin.DeployAsync();

        var developer = await SignInFirstTimeAsync(Developer, given);
        var curl = await developer.CopyCurlAsync("atlas", "first");
        (await curl.AnswerAsync()).ShouldContain("Paris");

        await admin.FollowAsync("Usage and cost");
        await admin.ReadAsync("acme/atlas");
        (await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).CountAsync()).ShouldBe(1);
        (await developer.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).CountAsync()).ShouldBe(0, "what one may not see is not offered");
        admin.Complaints.ShouldBeEmpty();
        developer.Complaints.ShouldBeEmpty();
    }
}
