using System.Net;
using Microsoft.Playwright;
using Modelyard.Console.Tests.Steps;

namespace Modelyard.Console.Tests;

/// <summary>A key that is taken back: what was shown to call the model with works no more.</summary>
public sealed class KeyTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    [Fact]
    public async Task Revoked_SaysWhatStops_AndTheSameCommandIsRefused()
    {
        var tenant = await Tenant.CreateAsync(Installation, "keyring");
        var user = await tenant.PersonAsync("dev", "developer");
        await tenant.DeployAsync("atlas");
        var developer = await SignInFirstTimeAsync(user, Tenant.GivenPassword);
        var curl = await developer.CopyCurlAsync("atlas", "laptop");
        (await curl.AnswerAsync()).ShouldContain("Paris");

        var admin = await AdminAsync();
        await admin.FollowAsync("API keys");
        await admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = user }).GetByRole(AriaRole.Button, new() { Name = "Actions for laptop" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Revoke" }).ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText($"It is for {user}").WaitForAsync();
        await dialog.GetByText("are refused at once").WaitForAsync();
        var revoke = dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" });
        (await revoke.IsDisabledAsync()).ShouldBeTrue("its name has to be typed first");
        await dialog.GetByLabel("Type laptop to confirm").FillAsync("laptop");
        await revoke.ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        var refusal = await curl.RefusalAsync(HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(5));
        ((string?)refusal["code"]).ShouldBe("invalid_api_key");
        ((string?)refusal["message"]).ShouldNotBeNullOrEmpty();
        await developer.FollowAsync("My keys");
        await developer.ReadAsync("You have no keys yet");
        admin.Complaints.ShouldBeEmpty();
        developer.Complaints.ShouldBeEmpty();
    }
}
