using Microsoft.Playwright;
using Modelyard.Tests.WebConsole;

namespace Modelyard.Console.Tests;

/// <summary>Signing in through a provider of OpenID Connect, whose groups say what one may do.</summary>
public sealed class ProviderTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    private const string Name = "acme-id";

    [Fact]
    public async Task SomebodyOfAGroup_SeesWhatItsRoleMay_AndSignsOut()
    {
        await using var provider = await OidcProvider.StartAsync(new Uri(Console, $"/sign-in/{Name}/callback").ToString());
        await provider.ControlAsync(new { account = new { sub = "ada", email = "ada@federated.example", email_verified = true, name = "Ada Lovelace", groups = new[] { "watchers" } } });
        var tenant = await Tenant.CreateAsync(Installation, "federated");
        await tenant.BindAsync("view", ("Group", "oidc:watchers"));
        await tenant.DeployAsync("atlas");
        var admin = await AdminAsync();
        await AddProviderAsync(admin, provider.Issuer);

        var ada = await OpenAsync();
        await ada.GoAsync("/deployments");
        await ada.FollowAsync("Continue with Acme");
        await ada.SeeAsync("Deployments");
        await ada.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "federated" }).GetByRole(AriaRole.Link, new() { Name = "atlas" }).WaitForAsync();
        (await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Deploy a model" }).CountAsync()).ShouldBe(0, "whoever looks does not deploy");
        (await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).CountAsync()).ShouldBe(0, "what one may not see is not offered");
        ada.Complaints.ShouldBeEmpty();
        await ada.GoAsync("/audit");
        await ada.SeeAsync("Audit trail");
        await ada.ReadAsync("You have no right to this page");

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Account: ada@federated.example" }).ClickAsync();
        await ada.ReadAsync("Ada Lovelace");
        (await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Change password" }).CountAsync()).ShouldBe(0, "the password is the provider's");
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await ada.SeeAsync("Sign in to Modelyard");
        await ada.GoAsync("/deployments");
        await ada.SeeAsync("Sign in to Modelyard");
        admin.Complaints.ShouldBeEmpty();
    }

    private static async Task AddProviderAsync(Person admin, string issuer)
    {
        await admin.FollowAsync("Settings");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Sign-in providers" }).ClickAsync();
        await admin.PressAsync("Add provider");
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        foreach (var (label, value) in ((string, string)[])
            [("Name", Name), ("On the button", "Acme"), ("Issuer", issuer), ("Client ID", "public"), ("Claim with the groups", "groups"), ("Put before each", "oidc:")])
        {
            await dialog.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true }).FillAsync(value);
        }

        var scopes = dialog.GetByRole(AriaRole.Combobox, new() { Name = "Scopes besides openid" }).Or(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Scopes besides openid" })).First;
        foreach (var each in (string[])["email", "profile", "groups"])
        {
            await scopes.FillAsync(each);
            await scopes.PressAsync("Enter");
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Name }).GetByText("Ready").WaitForAsync();
    }
}
