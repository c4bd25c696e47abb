using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

public sealed class UsageKindTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    [Fact]
    public async Task Record_EndedAMomentAgo_IsThereWithAllItsFacts()
    {
        var org = await server.NewOrganizationAsync();
        var used = server.Use(org, org);

        var read = (await server.GetAsync($"{Path(org, "usagerecords")}/{used.Id}")).Body;

        read.AsObject().Where(p => p.Key is not ("apiVersion" or "kind" or "metadata")).Select(p => $"{p.Key}={p.Value}").ShouldBe(
            [
                "requestId=req-1", $"organization={org}", "user=developer@acme.example", "key=ci", "deployment=demo/atlas-chat",
                "operation=chat.completions", "streamed=false", "code=200", "state=settled", "inputTokens=100", "cachedInputTokens=0", "outputTokens=20", "images=0",
                "cost=1.5", "currency=EUR", "durationMs=0", "cacheHit=false",
            ]);
        (await server.GetAsync($"{Path($"{org}-test", "usagerecords")}/{used.Id}")).Code.ShouldBe(404, "it is another project's");
    }

    [Fact]
    public async Task List_InPages_ReachesAllNewestFirst()
    {
        var org = await server.NewOrganizationAsync();
        var used = Enumerable.Range(0, 25).Select(i => server.Use(org, org, r => r with { At = r.At.AddSeconds(i), KeyName = i % 2 == 0 ? "even" : "odd" })).ToList();
        used.Reverse();

        (await PagesAsync("limit=7")).ShouldBe(used.Select(u => u.Id));
        (await PagesAsync("limit=5&fieldSelector=key%3Dodd")).ShouldBe(used.Where(u => u.KeyName == "odd").Select(u => u.Id));

        async Task<List<string>> PagesAsync(string query)
        {
            var ids = new List<string>();
            string? next = null;
            do
            {
                var page = (await server.GetAsync($"{Path(org, "usagerecords")}?{query}&continue={next}")).Body;
                page["items"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(7);
                ids.AddRange(page["items"]!.AsArray().Select(i => i!.Text("metadata.name")!));
                next = page.Text("metadata.continue");
            }
            while (next is not null);
            return ids;
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Records_CanOnlyBeRead(string method) =>
        (await server.SendAsync(new HttpMethod(method), $"{Path("default", "usagerecords")}{(method == "POST" ? "" : "/x")}", Objects.Parse("{}"))).Code.ShouldBe(405);

    [Fact]
    public async Task Report_HomeProject_CoversAllProjectsOfTheOrganization()
    {
        var (org, other) = (await server.NewOrganizationAsync(), await server.NewOrganizationAsync());
        server.Use(org, org);
        server.Use($"{org}-test", org, r => r with { KeyName = "test", Status = 500 });
        server.Use(other, other);

        var report = await ReportAsync(org, """{"by":["project","key"]}""");
        report["status"]!.ToJsonString().ShouldBe(
            $$"""
            {"rows":[
            {"project":"{{org}}","key":"ci","requests":1,"errors":0,"cacheHits":0,"inputTokens":100,"cachedInputTokens":0,"outputTokens":20,"images":0,"cost":"1.5","currency":"EUR"},
            {"project":"{{org}}-test","key":"test","requests":1,"errors":1,"cacheHits":0,"inputTokens":100,"cachedInputTokens":0,"outputTokens":20,"images":0,"cost":"1.5","currency":"EUR"}],
            "total":[{"requests":2,"errors":1,"cacheHits":0,"inputTokens":200,"cachedInputTokens":0,"outputTokens":40,"images":0,"cost":"3","currency":"EUR"}]}
            """.Replace("\n", "", StringComparison.Ordinal));

        (await ReportAsync($"{org}-test", "{}")).Text("status.total.0.requests").ShouldBe("1", "another project shows only itself");
        (await ReportAsync(org, """{"filters":{"key":"test"}}""")).Text("status.total.0.errors").ShouldBe("1");
        (await ReportAsync(org, """{"from":"2026-02-01"}""")).At("status.total")!.AsArray().ShouldBeEmpty();
        (await ReportAsync(org, """{"from":"2026-01-31","to":"2026-01-31","by":["day"]}""")).Text("status.rows.0.day").ShouldBe("2026-01-31");
    }

    [Fact]
    public async Task ClusterReport_CoversAllOrganizations_ForWhoMayAsk()
    {
        const string Reports = "/apis/ledger.modelyard.dev/v1alpha1/clusterusagereports";
        var (org, other, user) = (await server.NewOrganizationAsync(), await server.NewOrganizationAsync(), $"u-{Guid.NewGuid():n}");
        server.Use(org, org, r => r with { User = user });
        server.Use(other, other, r => r with { User = user, Currency = "USD" });
        server.Use("default", null, r => r with { User = user });
        var question = Document("ClusterUsageReport", null, $$$"""{"by":["organization"],"filters":{"user":"{{{user}}}"}}""");

        var report = await server.PostAsync(Reports, question);

        report.Code.ShouldBe(201, report.Message);
        report.Body.At("status.rows")!.AsArray().Select(r => (r!.Text("organization"), r!.Text("requests"), r!.Text("currency"))).ShouldBe(
            [(null, "1", "EUR"), (org, "1", "EUR"), (other, "1", "USD")], ignoreOrder: true);
        report.Body.At("status.total")!.AsArray().Select(r => (r!.Text("requests"), r!.Text("currency"))).ShouldBe([("2", "EUR"), ("1", "USD")]);
        using var owner = server.As("owner");
        (await RbacObjects.PostAsync(owner, Reports, question)).Code.ShouldBe(403);
        await RbacObjects.MustAsync(server.Client, $"{RbacObjects.Root}/clusterrolebindings", RbacObjects.ClusterBinding("controllers-of-cost", "usage-viewer", "User", "owner"));
        (await RbacObjects.PostAsync(owner, Reports, question)).Code.ShouldBe(201);
    }

    [Theory]
    [InlineData("""{"from":"yesterday"}""", "spec.from")]
    [InlineData("""{"from":"2026-02-01","to":"2026-01-01"}""", "spec.to")]
    [InlineData("""{"by":["week"]}""", "spec.by[0]")]
    [InlineData("""{"by":["day","day"]}""", "spec.by[1]")]
    public async Task Report_Mistake_IsToldWithItsField(string spec, string field)
    {
        var refused = await server.PostAsync(Path("default", "usagereports"), Document("UsageReport", null, spec));

        refused.Code.ShouldBe(422);
        refused.Body.Text("details.causes.0.field").ShouldBe(field);
    }

    [Fact]
    public async Task Report_IsAQuestion_AndLeavesNoTraceInTheAuditTrail()
    {
        var org = await server.NewOrganizationAsync();
        await ReportAsync(org, "{}");

        (await server.GetAsync($"{Path(org, "usagereports")}")).Code.ShouldBe(405);
        (await EventsAsync($"objectRef.namespace%3D{org}")).ShouldNotContain(e => e.Text("objectRef.resource") == "usagereports");
    }

    [Fact]
    public async Task Discovery_SaysWhatCanBeDoneWithEach()
    {
        var resources = (await server.GetAsync("/apis/ledger.modelyard.dev/v1alpha1")).Body["resources"]!.AsArray();

        resources.Select(r => $"{r!.Text("name")}: {string.Join(',', r!["verbs"]!.AsArray())}").ShouldBe(
            [
                "accounts: create,delete,get,list,patch,update", "apikeys: create,delete,get,list", "auditevents: list", "auditverifications: create", "clusterusagereports: create", "clusterusageseries: create", "members: create,delete,get,list,patch,update",
                "passwordchanges: create", "passwordresets: create", "selfprojectsreviews: create", "servingrecords: create,get,list", "sessionreviews: create",
                "sessions: create,delete,deletecollection,get,list", "signins: create", "usagerecords: get,list", "usagereports: create", "usageseries: create",
            ]);
        var paths = (await server.GetAsync("/openapi/v3/apis/ledger.modelyard.dev/v1alpha1")).Body["paths"]!.AsObject();
        paths[$"{Path("{namespace}", "usagereports")}"]!.AsObject().Select(p => p.Key).ShouldBe(["post", "parameters"]);
        paths.ContainsKey(Path("{namespace}", "usagereports") + "/{name}").ShouldBeFalse();
        paths[$"{Path("{namespace}", "members")}/{{name}}"]!.AsObject().Select(p => p.Key).ShouldBe(["get", "put", "patch", "delete", "parameters"]);
    }

    [Fact]
    public async Task Kubectl_ReadsThem()
    {
        Kubectl.Require();
        var kubectl = new Kubectl(server.Host.KubeconfigPath, server.Folder);
        var org = await server.NewOrganizationAsync();
        server.Use(org, org);
        await server.PostAsync(Path(org, "apikeys"), Document("APIKey", "ci", "{}"));

        (await kubectl.RunAsync($"-n {org} get usagerecords")).ShouldContain("developer@acme.example   ci    demo/atlas-chat   200    settled   100   20    1.5 EUR");
        (await kubectl.RunAsync($"-n {org} get apikeys")).ShouldContain("sk-my-");
        (await kubectl.RunAsync("get auditevents")).ShouldContain("apikeys");
        (await kubectl.RunAsync($"-n {org} create -o jsonpath={{.status.total[0].cost}} -f -", Document("UsageReport", null, "{}").ToJsonString())).ShouldBe("1.5");
    }

    private async Task<JsonNode> ReportAsync(string ns, string spec)
    {
        var reply = await server.PostAsync(Path(ns, "usagereports"), Document("UsageReport", null, spec));
        reply.Code.ShouldBe(201, reply.Message);
        return reply.Body;
    }

    private async Task<IEnumerable<JsonNode>> EventsAsync(string selector) =>
        (await server.GetAsync($"/apis/ledger.modelyard.dev/v1alpha1/auditevents?fieldSelector={selector}")).Body["items"]!.AsArray().Select(i => i!);
}
