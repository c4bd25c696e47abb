using System.Text.Json.Nodes;
using Modelyard.Ledger;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

public sealed class ApiKeyKindTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    private const string Full =
        """
        {"user":"developer@acme.example","deployments":["atlas-chat","demo/other"],"endpoints":["chat"],"permissions":["invoke"],
         "expiresAt":"2999-01-31T00:00:00Z","limits":{"requestsPerMinute":60,"tokensPerMinute":1000,"concurrentRequests":2},
         "budget":{"amount":"99.5","currency":"EUR"}}
        """;

    [Fact]
    public async Task Create_ShowsTheSecretOnceAndEverythingElseAlways()
    {
        var keys = Path(await server.NewOrganizationAsync(), "apikeys");
        var wanted = Document("APIKey", "ci", Full).Labelled("team", "search");

        var created = await server.PostAsync(keys, wanted);

        created.Code.ShouldBe(201, created.Message);
        var secret = created.Body.Text("status.secret")!;
        ApiKeySecret.IsWellFormed(secret).ShouldBeTrue();
        var read = (await server.GetAsync($"{keys}/ci")).Body;
        read.Text("status.secret").ShouldBeNull();
        read.Text("status.prefix").ShouldBe(secret[..12]);
        read.Text("metadata.labels.team").ShouldBe("search");
        var spec = Objects.Parse(Full);
        spec["budget"]!["period"] = "Month";
        JsonNode.DeepEquals(read["spec"], spec).ShouldBeTrue(read["spec"]!.ToJsonString());
        var key = server.Keys.Authenticate(secret).Key!;
        (key.User, key.Scope.Permissions, key.Budget, key.Limits!.TokensPerMinute).ShouldBe(
            ("developer@acme.example", ApiKeyPermissions.Invoke, new KeyBudget(99_500_000, "EUR", BudgetPeriod.Month), 1000));

        var list = (await server.GetAsync($"{keys}?labelSelector=team%3Dsearch")).Body["items"]!.AsArray();
        list.ShouldHaveSingleItem()!.Text("status.secret").ShouldBeNull();
        (await server.GetAsync($"{keys}?labelSelector=team%3Dother")).Body["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_EveryMistakeIsToldWithItsField()
    {
        var keys = Path(await server.NewOrganizationAsync(), "apikeys");

        var refused = await server.PostAsync(keys, Document("APIKey", "ci", """
            {"user":"a b","serviceAccount":"robot","deployments":["a/b/c"],"endpoints":["UPPER"],"permissions":["write"],"limits":{"requestsPerMinute":0},
             "budget":{"amount":"-1","currency":"EUR"},"overlap":"1h"}
            """));

        refused.Code.ShouldBe(422);
        refused.Message.ShouldContain("spec.limits.requestsPerMinute", customMessage: "the schema is checked first");
        refused = await server.PostAsync(keys, Document("APIKey", "ci", """
            {"user":"a b","serviceAccount":"robot","deployments":["a/b/c"],"endpoints":["UPPER"],"permissions":["write"],
             "budget":{"amount":"-1","currency":"EUR"},"overlap":"1h"}
            """));
        refused.Body.At("details.causes")!.AsArray().Select(c => c!.Text("field")).Distinct().ShouldBe(
            ["spec.serviceAccount", "spec.user", "spec.deployments[0]", "spec.endpoints[0]", "spec.permissions[0]", "spec.budget.amount", "spec.overlap"]);
    }

    [Fact]
    public async Task Create_OrganizationDemandsAnEnd_IsRefusedWithoutOne()
    {
        var keys = Path(await server.NewOrganizationAsync("""{"keys":{"maxLifetime":"90d"}}"""), "apikeys");

        var refused = await server.PostAsync(keys, Document("APIKey", "ci", "{}"));

        (refused.Code, refused.Reason).ShouldBe((422, "Invalid"));
        refused.Message.ShouldContain("spec.expiresAt: Forbidden: keys of this organization must expire, at the latest 90 days after they are made");
        var soon = DateTimeOffset.UtcNow.AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        (await server.PostAsync(keys, Document("APIKey", "ci", $$"""{"expiresAt":"{{soon}}"}"""))).Code.ShouldBe(201);
        (await server.PostAsync(Path("default", "apikeys"), Document("APIKey", $"free-{Guid.NewGuid():n}", "{}"))).Code.ShouldBe(201, "nobody demands it there");
    }

    [Fact]
    public async Task Create_Rotation_ReplacesTheOldKeyAfterTheOverlap()
    {
        var keys = Path(await server.NewOrganizationAsync(), "apikeys");
        var old = (await server.PostAsync(keys, Document("APIKey", "old", Full))).Body;

        var created = await server.PostAsync(keys, Document("APIKey", "new", """{"rotates":"old","overlap":"0s"}"""));

        created.Code.ShouldBe(201, created.Message);
        (created.Body.Text("status.rotatedFrom"), created.Body.Text("spec.user")).ShouldBe(("old", "developer@acme.example"));
        (await server.GetAsync($"{keys}/old")).Body.Text("status.replacedBy").ShouldBe("new");
        server.Keys.Authenticate(old.Text("status.secret")).Verdict.ShouldBe(ApiKeyVerdict.Expired);
        server.Keys.Authenticate(created.Body.Text("status.secret")).Verdict.ShouldBe(ApiKeyVerdict.Valid);
        (await server.PostAsync(keys, Document("APIKey", "x", """{"rotates":"absent"}"""))).Message.ShouldContain("spec.rotates");
    }

    [Fact]
    public async Task Delete_RevokesAtOnce_AndTheNameIsFreeAgain()
    {
        var keys = Path(await server.NewOrganizationAsync(), "apikeys");
        var secret = (await server.PostAsync(keys, Document("APIKey", "ci", "{}"))).Body.Text("status.secret");
        (await server.PostAsync(keys, Document("APIKey", "ci", "{}"))).Reason.ShouldBe("AlreadyExists");

        (await server.DeleteAsync($"{keys}/ci")).Code.ShouldBe(200);

        server.Keys.Authenticate(secret).Verdict.ShouldBe(ApiKeyVerdict.Revoked);
        (await server.GetAsync($"{keys}/ci")).Code.ShouldBe(404);
        (await server.DeleteAsync($"{keys}/ci")).Code.ShouldBe(404);
        (await server.PostAsync(keys, Document("APIKey", "ci", "{}"))).Code.ShouldBe(201);
    }

    [Fact]
    public async Task DryRun_MakesAndRevokesNothing()
    {
        var keys = Path(await server.NewOrganizationAsync(), "apikeys");
        var secret = (await server.PostAsync(keys, Document("APIKey", "ci", "{}"))).Body.Text("status.secret");

        (await server.PostAsync($"{keys}?dryRun=All", Document("APIKey", "other", "{}"))).Body.Text("status.secret").ShouldBeNull();
        (await server.DeleteAsync($"{keys}/ci?dryRun=All")).Code.ShouldBe(200);

        (await server.GetAsync($"{keys}/other")).Code.ShouldBe(404);
        server.Keys.Authenticate(secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);
    }

    [Theory]
    [InlineData("ci", "{}", 409, "already exists")]
    [InlineData("other", "{}", 422, "keys of this organization must expire, at the latest 90 days after they are made")]
    [InlineData("other", """{"expiresAt":"2020-01-01T00:00:00Z"}""", 422, "is not in the future")]
    [InlineData("other", """{"rotates":"absent"}""", 422, "there is no API key \"absent\"")]
    public async Task DryRun_RefusesWhatCreatingWouldRefuse(string name, string spec, int code, string message)
    {
        var keys = Path(await server.NewOrganizationAsync("""{"keys":{"maxLifetime":"90d"}}"""), "apikeys");
        var soon = DateTimeOffset.UtcNow.AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        (await server.PostAsync(keys, Document("APIKey", "ci", $$"""{"expiresAt":"{{soon}}"}"""))).Code.ShouldBe(201);

        var dry = await server.PostAsync($"{keys}?dryRun=All", Document("APIKey", name, spec));
        (dry.Code, dry.Message).ShouldBe((code, (await server.PostAsync(keys, Document("APIKey", name, spec))).Message));
        dry.Message.ShouldContain(message);
    }

    [Fact]
    public async Task NamespaceDeleted_ItsKeysAreRevokedAndMembersGone()
    {
        var org = await server.NewOrganizationAsync();
        var secret = (await server.PostAsync(Path(org, "apikeys"), Document("APIKey", "ci", "{}"))).Body.Text("status.secret");
        (await server.PostAsync(Path(org, "members"), Document("Member", "developer", """{"user":"developer@acme.example"}"""))).Code.ShouldBe(201);

        (await server.DeleteAsync($"/api/v1/namespaces/{org}")).Code.ShouldBe(200);
        await server.WaitUntilGoneAsync("/api/v1/namespaces", org);

        server.Keys.Authenticate(secret).Verdict.ShouldBe(ApiKeyVerdict.Revoked);
        (await server.GetAsync(Path(org, "members"))).Body["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Change_IsNotAllowed(string method)
    {
        var keys = Path(await server.NewOrganizationAsync(), "apikeys");
        await server.PostAsync(keys, Document("APIKey", "ci", "{}"));

        (await server.SendAsync(new HttpMethod(method), $"{keys}/ci", Document("APIKey", "ci", "{}"))).Code.ShouldBe(405);
    }

    [Fact]
    public async Task Watch_IsNotAllowed() => (await server.GetAsync($"{Path("default", "apikeys")}?watch=true")).Code.ShouldBe(405);

    [Fact]
    public async Task Roles_DecideWhoMayMakeAndSeeKeys()
    {
        var org = await server.NewOrganizationAsync();
        foreach (var role in new[] { "admin", "edit" })
        {
            (await server.PostAsync(
                $"{RbacObjects.Root}/namespaces/{org}/rolebindings", RbacObjects.Binding(role, "ClusterRole", role, "User", $"{role}-{org}"))).Code.ShouldBe(201);
        }

        using var admin = server.As($"admin-{org}");
        using var edit = server.As($"edit-{org}");
        (await PostAsync(admin, org)).ShouldBe(201);
        (await PostAsync(edit, org)).ShouldBe(201, "for themselves");
        (await PostAsync(admin, $"{org}-test")).ShouldBe(403);
        ((int)(await admin.GetAsync(Path(org, "apikeys"))).StatusCode).ShouldBe(200);
        ((int)(await admin.GetAsync("/apis/ledger.modelyard.dev/v1alpha1/auditevents")).StatusCode).ShouldBe(403);

        static async Task<int> PostAsync(HttpClient client, string ns) => (int)(await client.PostAsync(
            Path(ns, "apikeys"), new StringContent(Document("APIKey", $"k-{Guid.NewGuid():n}", "{}").ToJsonString(), System.Text.Encoding.UTF8, "application/json"))).StatusCode;
    }

    [Fact]
    public async Task Keys_WithoutManagingThoseOfOthers_AreOnesOwn()
    {
        var org = await server.NewOrganizationAsync();
        var keys = Path(org, "apikeys");
        var me = $"developer-{org}";
        (await server.PostAsync($"{RbacObjects.Root}/namespaces/{org}/rolebindings", RbacObjects.Binding("edit", "ClusterRole", "edit", "User", me))).Code.ShouldBe(201);
        (await server.PostAsync(keys, Document("APIKey", "theirs", """{"user":"somebody@acme.example"}"""))).Code.ShouldBe(201);
        using var developer = server.As(me);

        var made = await SendAsync(HttpMethod.Post, keys, Document("APIKey", "mine", "{}"));
        made.Code.ShouldBe(201);
        made.Body.Text("spec.user").ShouldBe(me, "who has limits of their own keeps them, whatever key they make");

        (await SendAsync(HttpMethod.Post, keys, Document("APIKey", "other", """{"user":"somebody@acme.example"}"""))).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Post, keys, Document("APIKey", "robots", """{"serviceAccount":"robot"}"""))).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Post, keys, Document("APIKey", "stolen", """{"rotates":"theirs"}"""))).Code.ShouldBe(404);
        (await SendAsync(HttpMethod.Get, $"{keys}/theirs", null)).Code.ShouldBe(404);
        (await SendAsync(HttpMethod.Delete, $"{keys}/theirs", null)).Code.ShouldBe(404);
        (await SendAsync(HttpMethod.Get, keys, null)).Body["items"]!.AsArray().ShouldHaveSingleItem()!.Text("metadata.name").ShouldBe("mine");
        (await SendAsync(HttpMethod.Delete, $"{keys}/mine", null)).Code.ShouldBe(200);
        (await server.GetAsync($"{keys}/theirs")).Code.ShouldBe(200);

        async Task<(int Code, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonNode? document)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = document is null ? null : new StringContent(document.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            using var response = await developer.SendAsync(request);
            return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
        }
    }
}
