using static Modelyard.Tests.ApiServer.AccountApi;

namespace Modelyard.Tests.ApiServer;

public sealed class SessionTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    [Fact]
    public async Task Review_OfItsToken_SaysWhoIsSignedIn()
    {
        var name = await server.NewAccountAsync("""["modelyard:a"]""");
        var (session, token) = await server.NewSessionAsync(name);

        var review = await server.ReviewAsync(token);

        review.ToJsonString().ShouldNotContain(token);
        (review.Text("status.authenticated"), review.Text("status.session"), review.Text("status.user"), review.Text("status.groups.0")).ShouldBe(("true", session, name, "modelyard:a"));
        (review.Text("status.provider"), review.Text("status.displayName"), review.Text("status.mustChangePassword")).ShouldBe(("local", "A Person", "true"));
        review.Text("status.csrf")!.Length.ShouldBe(43);
        DateTimeOffset.Parse(review.Text("status.expires")!, null).ShouldBe(server.Clock.GetUtcNow().AddHours(8));
    }

    [Fact]
    public async Task Review_OfAnotherProvider_KeepsTheGroupsOfTheSignIn()
    {
        var (_, token) = await server.NewSessionAsync("grace@globex.example", ""","provider":"globex","displayName":"Grace","groups":["globex:dev"]""");

        var review = await server.ReviewAsync(token);

        (review.Text("status.user"), review.Text("status.groups.0"), review.Text("status.displayName")).ShouldBe(("grace@globex.example", "globex:dev", "Grace"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-session-")]
    [InlineData("my-session-0123456789012345678901234567890123456789012")]
    public async Task Review_OfNoToken_IsNobody(string token) =>
        (await server.ReviewAsync(token))["status"]!.ToJsonString().ShouldBe("""{"authenticated":false}""");

    [Fact]
    public async Task Review_IdleForTooLongOrTooOld_IsOver()
    {
        var name = await server.NewAccountAsync();
        var (_, idle) = await server.NewSessionAsync(name);
        var (_, busy) = await server.NewSessionAsync(name);
        for (var hours = 0; hours < 21; hours += 7)
        {
            server.Clock.Advance(TimeSpan.FromHours(7));
            (await server.ReviewAsync(busy)).Text("status.authenticated").ShouldBe("true");
        }

        (await server.ReviewAsync(idle)).Text("status.authenticated").ShouldBe("false");
        (await server.GetAsync(Of("accounts", name))).Body.Text("status.sessions").ShouldBe("1");
        server.Clock.Advance(TimeSpan.FromHours(3));
        (await server.ReviewAsync(busy)).Text("status.authenticated").ShouldBe("false");
    }

    [Fact]
    public async Task List_ByAnybody_ShowsTheirOwnOnly()
    {
        var (mine, theirs) = (await server.NewAccountAsync(), await server.NewAccountAsync());
        var (own, _) = await server.NewSessionAsync(mine);
        var (other, _) = await server.NewSessionAsync(theirs);
        using var me = server.As(mine);

        Names(await me.CallAsync(HttpMethod.Get, Of("sessions"))).ShouldBe([own]);
        Names(await me.CallAsync(HttpMethod.Get, Of("sessions") + $"?fieldSelector=spec.user%3D{theirs}")).ShouldBeEmpty();
        (await me.CallAsync(HttpMethod.Get, Of("sessions", own))).Code.ShouldBe(200);
        (await me.CallAsync(HttpMethod.Get, Of("sessions", other))).Code.ShouldBe(404);
        (await me.CallAsync(HttpMethod.Delete, Of("sessions", other))).Code.ShouldBe(404);
        Names(await server.GetAsync(Of("sessions") + $"?fieldSelector=spec.user%3D{theirs}")).ShouldBe([other]);
    }

    [Fact]
    public async Task Delete_OneAndThenAll_SignsOut()
    {
        var name = await server.NewAccountAsync();
        var (first, firstToken) = await server.NewSessionAsync(name);
        var (_, secondToken) = await server.NewSessionAsync(name);
        var (_, others) = await server.NewSessionAsync(await server.NewAccountAsync());
        using var me = server.As(name);

        (await me.CallAsync(HttpMethod.Delete, Of("sessions", first))).Code.ShouldBe(200);
        (await server.ReviewAsync(firstToken)).Text("status.authenticated").ShouldBe("false");
        (await server.ReviewAsync(secondToken)).Text("status.authenticated").ShouldBe("true");

        (await me.CallAsync(HttpMethod.Delete, Of("sessions"))).Code.ShouldBe(200);
        (await server.ReviewAsync(secondToken)).Text("status.authenticated").ShouldBe("false");
        (await server.ReviewAsync(others)).Text("status.authenticated").ShouldBe("true");
    }

    [Fact]
    public async Task Create_ByWhoMayNotActAsThem_IsForbidden()
    {
        var name = await server.NewAccountAsync("""["modelyard:platform-admins"]""");
        await server.GrantAsync("maker", """[{"apiGroups":["ledger.modelyard.dev"],"resources":["sessions"],"verbs":["create"]},{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"]}]""");
        using var maker = server.As("maker");

        var refused = await maker.AskAsync("Session", "sessions", $$"""{"user":"{{name}}"}""");

        refused.Code.ShouldBe(403);
        refused.Message.ShouldContain("modelyard:platform-admins");
        (await server.Client.AskAsync("Session", "sessions", """{"user":"system:admin","provider":"x"}""")).Code.ShouldBe(422);
        (await server.Client.AskAsync("Session", "sessions", """{"user":"a","provider":"x","groups":["system:masters"]}""")).Code.ShouldBe(422);
    }

    [Fact]
    public async Task Console_AsItsOwnUser_MaySignInAndActForThem()
    {
        var name = await server.NewAccountAsync();
        using var console = server.As("system:modelyard:console");

        (await console.AskAsync("SignIn", "signins", $$"""{"user":"{{name}}","password":"{{Password}}"}""")).Body.Text("status.authenticated").ShouldBe("true");
        var session = await console.AskAsync("Session", "sessions", $$"""{"user":"{{name}}"}""");
        (await console.AskAsync("SessionReview", "sessionreviews", $$"""{"token":"{{session.Body.Text("status.token")}}"}""")).Body.Text("status.user").ShouldBe(name);
        console.DefaultRequestHeaders.Add("Impersonate-User", name);
        Names(await console.CallAsync(HttpMethod.Get, Of("sessions"))).ShouldBe([session.Body.Text("metadata.name")]);
        (await console.CallAsync(HttpMethod.Get, Of("accounts"))).Code.ShouldBe(403);
    }

    private static IEnumerable<string?> Names(Reply list) => list.Body["items"]!.AsArray().Select(i => i!.Text("metadata.name"));
}
