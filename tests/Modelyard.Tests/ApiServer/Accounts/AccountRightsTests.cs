using static Modelyard.Tests.ApiServer.AccountApi;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>Nobody gets more rights by way of accounts than they have.</summary>
public sealed class AccountRightsTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    private const string Admins = "modelyard:platform-admins";

    [Fact]
    public async Task PlatformAdmin_Accounts_AreTheirsButForGroupsOfTheSystem()
    {
        using var admin = server.As("boss", Admins);
        var name = NewName();

        (await admin.CallAsync(HttpMethod.Post, Of("accounts"), Document("Account", name, $$"""{"groups":["{{Admins}}"]}"""))).Code.ShouldBe(201);
        (await admin.AskAsync("PasswordReset", "passwordresets", $$"""{"account":"{{name}}"}""")).Code.ShouldBe(201);

        var refused = await admin.CallAsync(HttpMethod.Post, Of("accounts"), Document("Account", NewName(), """{"groups":["system:masters"]}"""));
        refused.Code.ShouldBe(403);
        refused.Message.ShouldContain("only system:masters may give the group");
    }

    [Fact]
    public async Task Helpdesk_ThatMayActAsNobody_CannotMakeThemselvesAnybody()
    {
        await server.GrantAsync("helpdesk", """[{"apiGroups":["ledger.modelyard.dev"],"resources":["accounts","passwordresets"],"verbs":["*"]}]""");
        using var helpdesk = server.As("helpdesk");
        var boss = await server.NewAccountAsync($"""["{Admins}"]""");
        var (_, token) = await server.NewSessionAsync(boss);

        (await helpdesk.CallAsync(HttpMethod.Post, Of("accounts"), Document("Account", NewName(), "{}"))).Message.ShouldContain("impersonate on users");
        (await helpdesk.AskAsync("PasswordReset", "passwordresets", $$"""{"account":"{{boss}}"}""")).Code.ShouldBe(403);
        (await helpdesk.CallAsync(HttpMethod.Get, Of("accounts", boss))).Code.ShouldBe(200);
        var read = (await server.GetAsync(Of("accounts", boss))).Body;
        read["spec"]!["groups"] = Objects.Parse($$"""{"g":["{{Admins}}","other"]}""")["g"]!.DeepClone();
        (await helpdesk.CallAsync(HttpMethod.Put, Of("accounts", boss), read)).Message.ShouldContain("impersonate on groups \"other\"");

        // What takes rights away needs none.
        read["spec"]!["groups"] = null;
        read["spec"]!["disabled"] = true;
        (await helpdesk.CallAsync(HttpMethod.Put, Of("accounts", boss), read)).Code.ShouldBe(200);
        (await server.ReviewAsync(token)).Text("status.authenticated").ShouldBe("false");
    }

    [Fact]
    public async Task Helpdesk_ThatMayActAsSomebody_MayGiveThemAnAccount()
    {
        var name = NewName();
        await server.GrantAsync(
            "desk",
            $$"""[{"apiGroups":["ledger.modelyard.dev"],"resources":["accounts"],"verbs":["*"]},{"apiGroups":[""],"resources":["users"],"resourceNames":["{{name}}"],"verbs":["impersonate"]}]""");
        using var desk = server.As("desk");

        (await desk.CallAsync(HttpMethod.Post, Of("accounts"), Document("Account", name, "{}"))).Code.ShouldBe(201);
        var (session, _) = await server.NewSessionAsync(name);
        (await desk.CallAsync(HttpMethod.Get, Of("sessions", session))).Code.ShouldBe(200);
        (await desk.CallAsync(HttpMethod.Delete, Of("sessions", session))).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Anybody_SignedIn_SeesNeitherAccountsNorSignsAnybodyIn()
    {
        using var me = server.As("me@acme.example");

        (await me.CallAsync(HttpMethod.Get, Of("accounts"))).Code.ShouldBe(403);
        (await me.AskAsync("Session", "sessions", """{"user":"me@acme.example","provider":"x"}""")).Code.ShouldBe(403);
        (await me.AskAsync("SessionReview", "sessionreviews", """{"token":"x"}""")).Code.ShouldBe(403);
    }
}
