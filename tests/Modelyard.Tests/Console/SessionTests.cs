using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>Signing in with a password, and everything that a session must not allow.</summary>
public sealed class SessionTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task NobodySignedIn_IsToldHow()
    {
        using var browser = fixture.NewBrowser();
        var reply = await browser.GetAsync("/session");
        reply.Code.ShouldBe(401);
        reply.Body["local"]!.GetValue<bool>().ShouldBeTrue();
        reply.Body["providers"]!.AsArray().ShouldBeEmpty();
        reply.Body["firstSteps"].ShouldBeNull();

        await File.WriteAllTextAsync(fixture.FirstPassword, "secret");
        (await browser.GetAsync("/session")).Body.Text("firstSteps")!.ShouldContain(fixture.FirstPassword);
        File.Delete(fixture.FirstPassword);
    }

    [Fact]
    public async Task RightPassword_BeginsASession()
    {
        using var browser = fixture.NewBrowser();
        var user = await fixture.Api.NewAccountAsync("""["team-a"]""");
        using var response = await browser.SendAsync(
            HttpMethod.Post, "/session", JsonContent.Create(new JsonObject { ["user"] = user, ["password"] = AccountApi.Password }));
        ((int)response.StatusCode).ShouldBe(200);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith($"modelyard_session_{fixture.Console.Address.Port}=");
        cookie.ShouldContain("; path=/", Case.Insensitive);
        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; samesite=lax", Case.Insensitive);
        cookie.ShouldNotContain("domain", Case.Insensitive);

        var session = await browser.GetAsync("/session");
        session.Code.ShouldBe(200);
        session.Body.Text("user").ShouldBe(user);
        session.Body.Text("provider").ShouldBe("local");
        session.Body["groups"]!.AsArray().Select(g => (string)g!).ShouldBe(["team-a"]);
        session.Body["mustChangePassword"]!.GetValue<bool>().ShouldBeTrue();
        session.Body.Text("csrf")!.Length.ShouldBeGreaterThan(20);
        session.Body.ToJsonString().ShouldNotContain(browser.Cookies.Values.Single());
    }

    [Fact]
    public async Task Session_IsToldByItsName_WhichTheListOfSessionsHas()
    {
        using var browser = await fixture.SignedInAsync();
        var session = await browser.GetAsync("/session");
        var listed = await browser.GetAsync($"/k8s/apis/ledger.modelyard.dev/v1alpha1/sessions/{session.Body.Text("name")}");
        (listed.Code, listed.Body.Text("spec.user")).ShouldBe((200, session.Body.Text("user")));
    }

    [Fact]
    public async Task WrongPassword_SaysNoMoreThanThat_AndMakesTheNextWait()
    {
        using var browser = fixture.NewBrowser();
        var user = await fixture.Api.NewAccountAsync();
        var wrong = await browser.SignInAsync(user, "not the password at all");
        wrong.Code.ShouldBe(401);
        (await browser.SignInAsync("nobody@acme.example", "not the password at all")).Message.ShouldBe(wrong.Message);
        browser.Cookies.ShouldBeEmpty();
        var reply = wrong;
        for (var i = 0; i < 5 && reply.Code == 401; i++)
        {
            reply = await browser.SignInAsync(user, "not the password at all");
        }

        reply.Code.ShouldBe(429);
        reply.Response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        reply.Message.ShouldContain("Try again");
    }

    [Fact]
    public async Task FirstPassword_AllowsNothingButAnother()
    {
        using var browser = fixture.NewBrowser();
        var user = await fixture.Api.NewAccountAsync();
        await browser.SignInAsync(user, AccountApi.Password);
        var refused = await browser.GetAsync("/k8s/api/v1/namespaces");
        refused.Code.ShouldBe(403);
        refused.Message.ShouldContain("password");

        (await browser.ChangePasswordAsync("another one entirely", Browser.Password)).Code.ShouldBe(403);
        var weak = await browser.ChangePasswordAsync(AccountApi.Password, "short");
        weak.Code.ShouldBe(422);
        weak.Message.ShouldBe("The new password must have at least 12 characters.");
        var before = browser.Cookie;
        var changed = await browser.ChangePasswordAsync(AccountApi.Password, Browser.Password);
        changed.Code.ShouldBe(200, changed.Message);
        changed.Body["mustChangePassword"]!.GetValue<bool>().ShouldBeFalse();
        (await browser.GetAsync("/k8s/apis")).Code.ShouldBe(200);
        (await WithCookieAsync(before)).Code.ShouldBe(401);
    }

    [Fact]
    public async Task SigningIn_GivesANewToken_WhateverTheBrowserHad()
    {
        using var browser = await fixture.SignedInAsync();
        var (user, before) = ((await browser.GetAsync("/session")).Body.Text("user")!, browser.Cookie);
        await browser.SignInAsync(user, Browser.Password);
        browser.Cookie.ShouldNotBe(before);
        (await WithCookieAsync(before)).Code.ShouldBe(401);

        using var other = fixture.NewBrowser();
        var name = $"modelyard_session_{fixture.Console.Address.Port}";
        other.Cookies[name] = "chosen-by-somebody-else";
        await other.SignInAsync(user, Browser.Password);
        other.Cookies[name].ShouldNotBe("chosen-by-somebody-else");
    }

    [Fact]
    public async Task SignOut_EndsTheSession_AlsoForWhoHasTheCookie()
    {
        using var browser = await fixture.SignedInAsync();
        var stolen = browser.Cookie;
        (await WithCookieAsync(stolen)).Code.ShouldBe(200);
        (await browser.CallAsync(HttpMethod.Delete, "/session")).Code.ShouldBe(204);
        browser.Cookies.ShouldBeEmpty();
        (await WithCookieAsync(stolen)).Code.ShouldBe(401);
        (await WithCookieAsync(stolen, "/k8s/apis")).Code.ShouldBe(401);
    }

    [Fact]
    public async Task SignOutEverywhere_EndsAllSessionsOfTheUser_AndNoOthers()
    {
        using var browser = await fixture.SignedInAsync();
        using var bystander = await fixture.SignedInAsync();
        using var second = fixture.NewBrowser();
        await second.SignInAsync((await browser.GetAsync("/session")).Body.Text("user")!, Browser.Password);
        (await browser.CallAsync(HttpMethod.Delete, "/sessions")).Code.ShouldBe(204);
        (await second.GetAsync("/session")).Code.ShouldBe(401);
        (await bystander.GetAsync("/session")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task SignOutEverywhere_OfWhoMaySeeEverybodys_EndsOnlyTheirOwn()
    {
        using var admin = await fixture.SignedInAsync("""["modelyard:platform-admins"]""");
        using var bystander = await fixture.SignedInAsync();
        (await admin.CallAsync(HttpMethod.Delete, "/sessions")).Code.ShouldBe(204);
        (await admin.GetAsync("/session")).Code.ShouldBe(401);
        (await bystander.GetAsync("/session")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Sessions_OutliveTheConsole()
    {
        using var browser = await fixture.SignedInAsync();
        await using var another = await fixture.StartAsync();
        using var elsewhere = fixture.NewBrowser(another);
        elsewhere.Cookies[$"modelyard_session_{another.Address.Port}"] = browser.Cookies.Values.Single();
        (await elsewhere.GetAsync("/session")).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData("DELETE", "/session")]
    [InlineData("DELETE", "/sessions")]
    [InlineData("POST", "/session/password")]
    [InlineData("POST", "/k8s/api/v1/namespaces")]
    [InlineData("POST", "/gateway/v1/chat/completions")]
    public async Task ChangesWithoutTheSessionsToken_AreRefused(string method, string path)
    {
        using var browser = await fixture.SignedInAsync();
        using var other = await fixture.SignedInAsync();
        foreach (var token in new[] { null, "made-up", other.Csrf })
        {
            browser.Csrf = token;
            var reply = await browser.CallAsync(new HttpMethod(method), path, new JsonObject());
            reply.Code.ShouldBe(403);
            reply.Body.ToJsonString().ShouldContain("X-Modelyard-CSRF");
        }

        (await browser.GetAsync("/session")).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData("http://evil.example", "")]
    [InlineData("http://127.0.0.1:1", "")]
    [InlineData("null", "")]
    [InlineData("", "cross-site")]
    [InlineData("", "same-site")]
    public async Task PagesOfOthers_CanNeitherChangeNorSignIn(string origin, string site)
    {
        using var browser = await fixture.SignedInAsync();
        (browser.Origin, browser.FetchSite) = (origin, site);
        (await browser.CallAsync(HttpMethod.Delete, "/session")).Code.ShouldBe(403);
        (await browser.SignInAsync("nobody@acme.example", "whatever it is")).Code.ShouldBe(403);
        if (site.Length > 0)
        {
            (await browser.GetAsync("/k8s/apis")).Code.ShouldBe(403);
            (await browser.GetAsync("/session")).Code.ShouldBe(403);
        }
    }

    [Fact]
    public async Task BodiesThatAreTooLargeOrNoJson_AreRefused()
    {
        using var browser = fixture.NewBrowser();
        var large = await Reply.ReadAsync(await browser.SendAsync(
            HttpMethod.Post, "/session", new StringContent($$"""{"user":"{{new string('a', 20_000)}}","password":"x"}""", Encoding.UTF8, "application/json")));
        large.Code.ShouldBe(413);
        (await Reply.ReadAsync(await browser.SendAsync(HttpMethod.Post, "/session", new StringContent("""{"user":"a","password":"hunter2"}""", Encoding.UTF8, "text/plain")))).Code.ShouldBe(415);
        var broken = await Reply.ReadAsync(await browser.SendAsync(HttpMethod.Post, "/session", new StringContent("""{"password":"hunter2""", Encoding.UTF8, "application/json")));
        broken.Code.ShouldBe(400);
        broken.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Config_IsForThoseSignedIn()
    {
        using var browser = await fixture.SignedInAsync();
        var config = await browser.GetAsync("/console/config");
        config.Body.Text("version").ShouldBe("0.0.1-test");
        config.Body.Text("gateway").ShouldBe(fixture.Gateway.Address.AbsoluteUri.TrimEnd('/'));
        config.Body.Text("console").ShouldBe(fixture.Console.Address.AbsoluteUri.TrimEnd('/'));
        using var stranger = fixture.NewBrowser();
        (await stranger.GetAsync("/console/config")).Code.ShouldBe(401);
    }

    private async Task<Reply> WithCookieAsync(string cookie, string path = "/session")
    {
        using var thief = fixture.NewBrowser();
        var (name, value) = cookie.Split('=', 2) is [var n, var v] ? (n, v) : throw new FormatException(cookie);
        thief.Cookies[name] = value;
        return await thief.GetAsync(path);
    }
}
