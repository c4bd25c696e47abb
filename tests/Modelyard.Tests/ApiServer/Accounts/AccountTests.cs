using static Modelyard.Tests.ApiServer.AccountApi;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

public sealed class AccountTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    [Fact]
    public async Task Create_NoPassword_AnswersAGeneratedOneThisOnce()
    {
        var name = NewName();

        var created = await server.PostAsync(Of("accounts"), Document("Account", name, """{"displayName":"Ada"}"""));

        created.Code.ShouldBe(201, created.Message);
        created.Body.Text("status.mustChangePassword").ShouldBe("true");
        var password = created.Body.Text("status.password")!;
        var read = (await server.GetAsync(Of("accounts", name))).Body;
        (read.Text("spec.displayName"), read.Text("status.password"), read.Text("status.sessions"), read.Text("metadata.generation")).ShouldBe(("Ada", null, "0", "1"));
        (await server.SignInAsync(name, password)).Body.Text("status.authenticated").ShouldBe("true");
        (await server.GetAsync(Of("accounts", name))).Body.Text("status.lastSignIn").ShouldNotBeNull();
    }

    [Fact]
    public async Task Create_WithPassword_ShowsItNowhere()
    {
        var name = NewName();
        var document = Document("Account", name, $$"""{"password":"{{Password}}"}""");

        var preview = await server.PostAsync(Of("accounts") + "?dryRun=All", document.DeepClone());
        var created = await server.PostAsync(Of("accounts"), document);

        foreach (var shown in (Reply[])[preview, created, await server.GetAsync(Of("accounts", name)), await server.GetAsync(Of("accounts"))])
        {
            shown.Code.ShouldBeOneOf(200, 201);
            shown.Body.ToJsonString().ShouldNotContain(Password);
        }

        (await server.GetAsync(Of("auditevents"))).Body.ToJsonString().ShouldNotContain(Password);
    }

    [Theory]
    [InlineData("""{"password":"short"}""", "at least 12 characters")]
    [InlineData("""{"password":"Password1234!"}""", "tried first")]
    [InlineData("""{"password":"aaaaaaaaaaaaaaaa"}""", "tried first")]
    [InlineData("""{"password":"qwertyuiop12","displayName":"x"}""", "tried first")]
    [InlineData("""{"password":"i am grace and i know it"}""", "name of the account")]
    public async Task Create_PasswordThatIsGuessedFirst_IsRefusedWithoutQuotingIt(string spec, string why)
    {
        var refused = await server.PostAsync(Of("accounts"), Document("Account", "grace@acme.example", spec));

        refused.Code.ShouldBe(422);
        refused.Body.Text("details.causes.0.field").ShouldBe("spec.password");
        refused.Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("Ada@acme.example")]
    [InlineData("system:admin")]
    [InlineData("a b")]
    [InlineData("a@b@c")]
    public async Task Create_NameThatIsNone_IsRefused(string name) =>
        (await server.PostAsync(Of("accounts"), Document("Account", name, "{}"))).Code.ShouldBe(422);

    [Fact]
    public async Task Create_NameTaken_IsAConflict()
    {
        var name = await server.NewAccountAsync();

        (await server.PostAsync(Of("accounts"), Document("Account", name, "{}"))).Reason.ShouldBe("AlreadyExists");
    }

    [Fact]
    public async Task Patch_Groups_CountsFromTheNextReviewOn()
    {
        var name = await server.NewAccountAsync("""["modelyard:a"]""");
        var (_, token) = await server.NewSessionAsync(name);
        (await server.ReviewAsync(token)).Text("status.groups.0").ShouldBe("modelyard:a");

        var patched = await server.MergeAsync(Of("accounts", name), Objects.Parse("""{"spec":{"groups":["modelyard:b"],"displayName":"B"}}"""));

        patched.Code.ShouldBe(200, patched.Message);
        patched.Body.Text("metadata.generation").ShouldBe("2");
        var review = await server.ReviewAsync(token);
        (review.Text("status.groups.0"), review.Text("status.displayName")).ShouldBe(("modelyard:b", "B"));
    }

    [Fact]
    public async Task Put_StaleOrWithAStatusOfItsOwn_IsAConflictOrChangesNothing()
    {
        var name = await server.NewAccountAsync();
        var read = (await server.GetAsync(Of("accounts", name))).Body;
        var same = read.DeepClone();
        same["status"] = Objects.Parse("""{"mustChangePassword":false,"sessions":9}""");

        var put = (await server.PutAsync(Of("accounts", name), same)).Body;
        (put.Text("status.mustChangePassword"), put.Text("status.sessions"), put.Text("metadata.resourceVersion")).ShouldBe(("true", "0", read.Text("metadata.resourceVersion")));

        (await server.MergeAsync(Of("accounts", name), Objects.Parse("""{"spec":{"displayName":"New"}}"""))).Code.ShouldBe(200);
        (await server.PutAsync(Of("accounts", name), read)).Reason.ShouldBe("Conflict");
    }

    [Fact]
    public async Task Patch_Password_IsRefusedWithTheWayToDoIt()
    {
        var name = await server.NewAccountAsync();

        var refused = await server.MergeAsync(Of("accounts", name), Objects.Parse($$$"""{"spec":{"password":"{{{Password}}}2"}}"""));

        refused.Code.ShouldBe(422);
        refused.Message.ShouldContain("PasswordReset");
    }

    [Fact]
    public async Task DisableOrDelete_SignedIn_EndsTheSessionsAtOnce()
    {
        var (disabled, deleted) = (await server.NewAccountAsync(), await server.NewAccountAsync());
        var ((_, first), (_, second)) = (await server.NewSessionAsync(disabled), await server.NewSessionAsync(deleted));
        (await server.GetAsync(Of("accounts", disabled))).Body.Text("status.sessions").ShouldBe("1");

        (await server.MergeAsync(Of("accounts", disabled), Objects.Parse("""{"spec":{"disabled":true}}"""))).Code.ShouldBe(200);
        (await server.DeleteAsync(Of("accounts", deleted))).Code.ShouldBe(200);

        (await server.ReviewAsync(first)).Text("status.authenticated").ShouldBe("false");
        (await server.ReviewAsync(second)).Text("status.authenticated").ShouldBe("false");
        (await server.GetAsync(Of("accounts", deleted))).Code.ShouldBe(404);
        (await server.SignInAsync(disabled, Password)).Body.Text("status.reason").ShouldBe("InvalidCredentials");
        (await server.Client.AskAsync("Session", "sessions", $$"""{"user":"{{disabled}}"}""")).Code.ShouldBe(422);
    }

    [Fact]
    public async Task Table_AsKubectlAsks_ShowsWhoAndHow()
    {
        var name = await server.NewAccountAsync("""["modelyard:platform-admins"]""");

        var table = await server.GetAsync(Of("accounts", name), "application/json;as=Table;v=v1;g=meta.k8s.io");

        table.Body["rows"]![0]!["cells"]!.AsArray().Take(6).Select(c => c?.ToString())
            .ShouldBe([name, "A Person", "modelyard:platform-admins", "first password", "0", "<unknown>"]);
    }
}
