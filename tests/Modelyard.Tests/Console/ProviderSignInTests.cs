using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>Signing in with somebody else's word for it, with a provider that nobody here wrote.</summary>
public sealed class ProviderSignInTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private const string Providers = "/apis/modelyard.dev/v1alpha1/identityproviders";

    private static readonly object Ada = new { account = new { sub = "ada", email = "ada@acme.example", email_verified = true, name = "Ada Lovelace", groups = new[] { "dev", "ops" } } };

    [Theory]
    [InlineData("console")]
    [InlineData("public")]
    public async Task ThereAndBack_BeginsASession_WithNameAndGroupsFromThere(string client)
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name, client);
        await provider.ControlAsync(Ada);
        using var browser = fixture.NewBrowser();
        (await browser.GetAsync("/session")).Body["providers"]!.AsArray().ShouldContain(p => p!.Text("name") == name && p!.Text("displayName") == "Acme");

        using var back = await SignInAsync(browser, name, "/deployments?project=acme");
        back.Headers.Location!.OriginalString.ShouldBe("/deployments?project=acme");
        var session = await browser.GetAsync("/session");
        session.Code.ShouldBe(200, session.Message);
        session.Body.Text("user").ShouldBe("ada@acme.example");
        session.Body.Text("displayName").ShouldBe("Ada Lovelace");
        session.Body.Text("provider").ShouldBe(name);
        session.Body["groups"]!.AsArray().Select(g => (string)g!).ShouldBe(["oidc:dev", "oidc:ops"], ignoreOrder: true);
        browser.Cookies.Count.ShouldBe(1);

        browser.Csrf = session.Body.Text("csrf");
        var review = await browser.CallAsync(
            HttpMethod.Post, "/k8s/apis/authentication.k8s.io/v1/selfsubjectreviews", Objects.Parse("""{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}"""));
        review.Body.Text("status.userInfo.username").ShouldBe("ada@acme.example");
        (await browser.ChangePasswordAsync("whatever it is", Browser.Password)).Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("""{"sub":"eve","email":"admin@acme.example","email_verified":false}""", "not verified")]
    [InlineData("""{"sub":"eve"}""", "does not say your email")]
    [InlineData("""{"sub":"eve","email":"system:admin","email_verified":true}""", "cannot be the name")]
    [InlineData("""{"sub":"eve","email":"modelyard:admin","email_verified":true}""", "cannot be the name")]
    [InlineData("""{"sub":"eve","email":"a b@acme.example","email_verified":true}""", "cannot be the name")]
    public async Task NamesThatCannotCount_SignNobodyIn(string account, string message)
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name);
        await provider.ControlAsync(new JsonObject { ["account"] = JsonNode.Parse(account) });
        using var browser = fixture.NewBrowser();
        using var back = await SignInAsync(browser, name);
        ((int)back.StatusCode).ShouldBe(403);
        (await back.Content.ReadAsStringAsync()).ShouldContain(message);
        browser.Cookies.ShouldBeEmpty();
    }

    [Fact]
    public async Task GroupsOfThePlatform_AreNotTheProvidersToGive()
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name, groupsPrefix: "");
        await provider.ControlAsync(new
        {
            account = new { sub = "eve", email = "eve@acme.example", email_verified = true, groups = new[] { "system:masters", "modelyard:platform-admins", "dev" } },
        });
        using var browser = fixture.NewBrowser();
        (await SignInAsync(browser, name)).Dispose();
        (await browser.GetAsync("/session")).Body["groups"]!.AsArray().Select(g => (string)g!).ShouldBe(["dev"]);
    }

    [Fact]
    public async Task RefusalOfTheProvider_IsAPageThatSaysSo()
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name);
        await provider.ControlAsync(new { deny = true });
        using var browser = fixture.NewBrowser();
        using var back = await SignInAsync(browser, name);
        ((int)back.StatusCode).ShouldBe(403);
        back.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await back.Content.ReadAsStringAsync()).ShouldContain("was not allowed to say who you are");
    }

    [Fact]
    public async Task TheWayBack_CountsOnce_ForTheBrowserThatLeft_AndOnlyWithItsState()
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name);
        await provider.ControlAsync(Ada);
        using var browser = fixture.NewBrowser();
        using var there = NewOutside();
        var callback = await LeaveAsync(browser, name, there, "/");

        using var other = fixture.NewBrowser();
        (await other.SendAsync(HttpMethod.Get, callback)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var tampered = fixture.NewBrowser();
        foreach (var (cookie, value) in browser.Cookies)
        {
            tampered.Cookies[cookie] = value[..^4] + (value[^4] == 'A' ? 'B' : 'A') + value[^3..];
        }

        (await tampered.SendAsync(HttpMethod.Get, callback)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var forged = fixture.NewBrowser();
        foreach (var (cookie, value) in browser.Cookies)
        {
            forged.Cookies[cookie] = value;
        }

        (await forged.SendAsync(HttpMethod.Get, callback.Replace("state=", "state=x", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.SendAsync(HttpMethod.Get, callback)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await browser.SendAsync(HttpMethod.Get, callback)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("")]
    public void WaysOutOfTheConsole_LeadToItsFirstPage(string wanted) => Modelyard.WebConsole.LocalPath.Of(wanted).ShouldBe("/");

    [Theory]
    [InlineData("/")]
    [InlineData("/deployments/acme/atlas?tab=logs#end")]
    public void PathsOfTheConsole_AreKept(string wanted) => Modelyard.WebConsole.LocalPath.Of(wanted).ShouldBe(wanted);

    [Fact]
    public async Task AProviderThatIsDown_IsAPageThatSaysSo()
    {
        var name = NewName();
        await CreateAsync(name, "http://127.0.0.1:1", "console", "oidc:");
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, $"/sign-in/{name}");
        ((int)response.StatusCode).ShouldBe(502);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        (await response.Content.ReadAsStringAsync()).ShouldContain("http://127.0.0.1:1 cannot be reached");
        (await browser.SendAsync(HttpMethod.Get, "/sign-in/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SignOut_GoesOnToTheProvider_WhenThatIsWanted()
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name);
        await provider.ControlAsync(Ada);
        using var there = NewOutside();
        using var first = fixture.NewBrowser();
        await SignInAsync(first, name, there);
        (await SignOutAsync(first)).Code.ShouldBe(204, "nobody has asked for more");

        (await fixture.Api.MergeAsync($"{Providers}/{name}", Objects.Parse("""{"spec":{"signOutThere":true}}"""))).Code.ShouldBe(200);
        using var browser = fixture.NewBrowser();
        await SignInAsync(browser, name, there);
        var left = await SignOutAsync(browser);

        left.Code.ShouldBe(200);
        browser.Cookies.ShouldBeEmpty();
        var next = left.Body.Text("next")!;
        next.ShouldStartWith($"{provider.Issuer}/session/end?client_id=console&post_logout_redirect_uri=");
        using var asked = await there.GetAsync(next);
        var question = await asked.Content.ReadAsStringAsync();
        var form = new FormUrlEncodedContent([new("xsrf", Regex.Match(question, "name=\"xsrf\" value=\"([^\"]+)\"").Groups[1].Value), new("logout", "yes")]);
        using var back = await there.PostAsync($"{provider.Issuer}/session/end/confirm", form);
        back.Headers.Location!.AbsoluteUri.ShouldBe($"{fixture.Console.Address.GetLeftPart(UriPartial.Authority)}/");
    }

    [Fact]
    public async Task SignOut_IsEnoughHere_WhenTheProviderIsGone()
    {
        var name = NewName();
        using var browser = fixture.NewBrowser();
        await using (var provider = await ProviderAsync(name))
        {
            await provider.ControlAsync(Ada);
            (await SignInAsync(browser, name)).Dispose();
        }

        // Another generation of the resource: what was known of the provider is asked for anew.
        (await fixture.Api.MergeAsync($"{Providers}/{name}", Objects.Parse("""{"spec":{"signOutThere":true}}"""))).Code.ShouldBe(200);
        (await SignOutAsync(browser)).Code.ShouldBe(204);
        (await browser.GetAsync("/session")).Code.ShouldBe(401);
    }

    [Fact]
    public async Task DisabledAccountOfTheSameName_CannotComeInThroughAProvider()
    {
        var name = NewName();
        await using var provider = await ProviderAsync(name);
        var user = await fixture.Api.NewAccountAsync();
        await provider.ControlAsync(new { account = new { sub = "x", email = user, email_verified = true } });
        using var browser = fixture.NewBrowser();
        (await SignInAsync(browser, name)).Dispose();
        (await browser.GetAsync("/session")).Body.Text("user").ShouldBe(user);

        (await fixture.Api.MergeAsync($"/apis/ledger.modelyard.dev/v1alpha1/accounts/{user}", Objects.Parse("""{"spec":{"disabled":true}}"""))).Code.ShouldBe(200);

        (await browser.GetAsync("/session")).Code.ShouldBe(401);
        using var again = await SignInAsync(fixture.NewBrowser(), name);
        ((int)again.StatusCode).ShouldBe(403);
        (await again.Content.ReadAsStringAsync()).ShouldContain($"The account {user} is disabled here.");
    }

    private static async Task<Reply> SignOutAsync(Browser browser)
    {
        browser.Csrf = (await browser.GetAsync("/session")).Body.Text("csrf");
        return await browser.CallAsync(HttpMethod.Delete, "/session");
    }

    private static HttpClient NewOutside() => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private static string NewName() => $"idp-{Guid.NewGuid():n}"[..16];

    private async Task<OidcProvider> ProviderAsync(string name, string client = "console", string groupsPrefix = "oidc:")
    {
        var provider = await OidcProvider.StartAsync($"{fixture.Console.Address.GetLeftPart(UriPartial.Authority)}/sign-in/{name}/callback");
        await CreateAsync(name, provider.Issuer, client, groupsPrefix);
        return provider;
    }

    private async Task CreateAsync(string name, string issuer, string client, string groupsPrefix)
    {
        var spec = new JsonObject
        {
            ["displayName"] = "Acme",
            ["issuer"] = issuer,
            ["clientId"] = client,
            ["scopes"] = new JsonArray("email", "profile", "groups"),
            ["groupsClaim"] = "groups",
            ["groupsPrefix"] = groupsPrefix,
        };
        if (client == "console")
        {
            var project = await fixture.Api.NewNamespaceAsync();
            (await fixture.Api.PostAsync(
                $"/api/v1/namespaces/{project}/secrets",
                new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Secret",
                    ["metadata"] = new JsonObject { ["name"] = name },
                    ["stringData"] = new JsonObject { ["clientSecret"] = OidcProvider.Secret },
                })).Code.ShouldBe(201);
            spec["clientSecretRef"] = new JsonObject { ["name"] = name, ["namespace"] = project };
        }

        var created = await fixture.Api.PostAsync(
            Providers,
            new JsonObject { ["apiVersion"] = "modelyard.dev/v1alpha1", ["kind"] = "IdentityProvider", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec });
        created.Code.ShouldBe(201, created.Message);
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, string name, string returnTo = "/")
    {
        using var there = NewOutside();
        return await browser.SendAsync(HttpMethod.Get, await LeaveAsync(browser, name, there, returnTo));
    }

    private static async Task SignInAsync(Browser browser, string name, HttpClient there)
    {
        using var back = await browser.SendAsync(HttpMethod.Get, await LeaveAsync(browser, name, there, "/"));
        ((int)back.StatusCode).ShouldBe(302);
    }

    /// <summary>From the console to the provider and through it; the way back, not gone yet.</summary>
    private static async Task<string> LeaveAsync(Browser browser, string name, HttpClient there, string returnTo)
    {
        using var left = await browser.SendAsync(HttpMethod.Get, $"/sign-in/{name}?return={Uri.EscapeDataString(returnTo)}");
        ((int)left.StatusCode).ShouldBe(302);
        var next = left.Headers.Location!;
        for (var i = 0; i < 10 && !next.AbsolutePath.StartsWith("/sign-in/", StringComparison.Ordinal); i++)
        {
            using var response = await there.GetAsync(next);
            response.Headers.Location.ShouldNotBeNull(await response.Content.ReadAsStringAsync());
            next = new Uri(next, response.Headers.Location);
        }

        return next.PathAndQuery;
    }
}
