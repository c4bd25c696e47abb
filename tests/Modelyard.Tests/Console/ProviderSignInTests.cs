using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>Signing in with somebody else's word for it, with a provider that nobody here wrote.</summary>
public sealed class ProviderSignInTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
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
        var callback = await LeaveAsync(browser, name);

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
            "/apis/modelyard.dev/v1alpha1/identityproviders",
            new JsonObject { ["apiVersion"] = "modelyard.dev/v1alpha1", ["kind"] = "IdentityProvider", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec });
        created.Code.ShouldBe(201, created.Message);
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, string name, string returnTo = "/") =>
        await browser.SendAsync(HttpMethod.Get, await LeaveAsync(browser, name, returnTo));

    /// <summary>From the console to the provider and through it; the way back, not gone yet.</summary>
    private static async Task<string> LeaveAsync(Browser browser, string name, string returnTo = "/")
    {
        using var left = await browser.SendAsync(HttpMethod.Get, $"/sign-in/{name}?return={Uri.EscapeDataString(returnTo)}");
        ((int)left.StatusCode).ShouldBe(302);
        using var there = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
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
