using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

public sealed class MemberKindTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    private const string Spec = """{"user":"developer@acme.example","teams":["search"]}""";

    [Fact]
    public async Task Life_CreateUpdatePatchDelete_IsThatOfAnyResource()
    {
        var members = Path(await server.NewOrganizationAsync(), "members");
        var created = await server.PostAsync(members, Document("Member", "developer", Spec).Labelled("team", "search"));
        created.Code.ShouldBe(201, created.Message);
        (created.Body.Text("spec.role"), created.Body.Text("metadata.generation")).ShouldBe(("developer", "1"));
        var before = created.Body.Text("metadata.resourceVersion");

        var patched = (await server.MergeAsync($"{members}/developer", Objects.Parse("""{"metadata":{"annotations":{"a":"b"}},"spec":{"limits":{"requestsPerMinute":5}}}"""))).Body;
        (patched.Text("spec.limits.requestsPerMinute"), patched.Text("metadata.annotations.a"), patched.Text("metadata.labels.team"), patched.Text("metadata.generation"))
            .ShouldBe(("5", "b", "search", "2"));
        patched.Text("metadata.resourceVersion").ShouldNotBe(before);

        var stale = created.Body.DeepClone();
        (await server.PutAsync($"{members}/developer", stale)).Reason.ShouldBe("Conflict");
        patched["spec"]!["role"] = "admin";
        (await server.PutAsync($"{members}/developer", patched)).Code.ShouldBe(200);

        var read = (await server.GetAsync($"{members}/developer")).Body;
        (read.Text("spec.role"), read.Text("metadata.uid")).ShouldBe(("admin", created.Body.Text("metadata.uid")));
        (await server.GetAsync(members)).Body["items"]!.AsArray().ShouldHaveSingleItem();

        (await server.DeleteAsync($"{members}/developer")).Code.ShouldBe(200);
        (await server.GetAsync($"{members}/developer")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Apply_ServerSide_KeepsManagersAndFindsConflicts()
    {
        var members = Path(await server.NewOrganizationAsync(), "members");
        (await server.ApplyAsync($"{members}/developer", Document("Member", "developer", Spec), "one")).Code.ShouldBe(201);
        (await server.ApplyAsync($"{members}/developer", Document("Member", "developer", Spec), "one")).Code.ShouldBe(200);

        var other = Document("Member", "developer", """{"user":"developer@acme.example","role":"owner"}""");
        (await server.ApplyAsync($"{members}/developer", other, "two")).Code.ShouldBe(200);
        other["spec"]!["role"] = "viewer";
        (await server.ApplyAsync($"{members}/developer", other, "three")).Reason.ShouldBe("Conflict");
    }

    [Fact]
    public async Task Create_OutsideOfAHomeProject_IsRefused()
    {
        var org = await server.NewOrganizationAsync();

        var refused = await server.PostAsync(Path($"{org}-test", "members"), Document("Member", "developer", Spec));

        refused.Code.ShouldBe(422);
        refused.Message.ShouldContain("members belong into the home project of their organization");
    }

    [Fact]
    public async Task Create_UserIsAMemberAlready_SaysAsWhom()
    {
        var members = Path(await server.NewOrganizationAsync(), "members");
        await server.PostAsync(members, Document("Member", "developer", Spec));

        var refused = await server.PostAsync(members, Document("Member", "again", Spec));

        refused.Code.ShouldBe(422);
        refused.Message.ShouldContain("is a member of");
        refused.Message.ShouldContain("as \"developer\"");
    }

    [Theory]
    [InlineData("""{"role":"developer"}""", "spec.user")]
    [InlineData("""{"user":"a b"}""", "spec.user")]
    [InlineData("""{"user":"a","role":"king"}""", "spec.role")]
    [InlineData("""{"user":"a","teams":["Not A Name"]}""", "spec.teams[0]")]
    public async Task Create_Mistake_IsToldWithItsField(string spec, string field)
    {
        var refused = await server.PostAsync(Path(await server.NewOrganizationAsync(), "members"), Document("Member", "developer", spec));

        refused.Code.ShouldBe(422);
        refused.Body.Text("details.causes.0.field").ShouldBe(field);
    }

    [Fact]
    public async Task Kubectl_ApplyTwice_KeepsAndChanges()
    {
        Kubectl.Require();
        var kubectl = new Kubectl(server.Host.KubeconfigPath, server.Folder);
        var org = await server.NewOrganizationAsync();
        const string Manifest = "apiVersion: ledger.modelyard.dev/v1alpha1\nkind: Member\nmetadata: {name: developer}\nspec: {user: developer@acme.example, role: developer}\n";

        (await kubectl.RunAsync($"-n {org} apply -f -", Manifest)).ShouldBe("member.ledger.modelyard.dev/developer created\n");
        (await kubectl.RunAsync($"-n {org} apply -f -", Manifest)).ShouldBe("member.ledger.modelyard.dev/developer unchanged\n");
        (await kubectl.RunAsync($"-n {org} apply -f -", Manifest.Replace("role: developer", "role: admin"))).ShouldBe("member.ledger.modelyard.dev/developer configured\n");
        (await kubectl.RunAsync($"-n {org} get members")).ShouldContain("developer@acme.example   admin");
        (await kubectl.RunAsync("explain member.spec.role --api-version=ledger.modelyard.dev/v1alpha1")).ShouldContain("FIELD: role <string>");
        (await kubectl.RunAsync($"-n {org} delete member developer")).ShouldContain("deleted");
    }
}
