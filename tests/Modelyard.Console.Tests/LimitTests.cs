using System.Net;
using Microsoft.Playwright;
using Modelyard.Console.Tests.Steps;

namespace Modelyard.Console.Tests;

/// <summary>A limit that is set in the console holds for programs and people alike.</summary>
public sealed class LimitTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    [Fact]
    public async Task TwoRequestsAMinute_RefuseTheNext_WithWhatToDo()
    {
        var tenant = await Tenant.CreateAsync(Installation, "thrifty");
        var user = await tenant.PersonAsync("dev", "developer");
        await tenant.DeployAsync("atlas");
        var developer = await SignInFirstTimeAsync(user, Tenant.GivenPassword);
        var curl = await developer.CopyCurlAsync("atlas", "laptop");
        (await curl.AnswerAsync()).ShouldContain("Paris");

        var admin = await AdminAsync();
        await admin.LimitRequestsAsync("thrifty", perMinute: 2);
        await admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "thrifty" }).GetByText("2 requests").WaitForAsync();

        var refusal = await curl.RefusalAsync(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(20));
        ((string?)refusal["code"]).ShouldBe("rate_limit_exceeded");
        ((string)refusal["message"]!).ShouldContain("thrifty");

        await developer.FollowAsync("Playground");
        await developer.SeeAsync("Playground");
        var refused = developer.Page.GetByRole(AriaRole.Alert);
        while (await refused.CountAsync() == 0)
        {
            // One more is let in when half a minute has passed since the last.
            await developer.AskAsync("What is the capital of Italy?");
        }

        await refused.GetByText("Over the limit of your organization").WaitForAsync();
        await developer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Try again") }).WaitForAsync();
        admin.Complaints.ShouldBeEmpty();
        developer.Complaints.ShouldBeEmpty();
    }
}
