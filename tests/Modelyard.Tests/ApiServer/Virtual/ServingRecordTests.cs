using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

public sealed class ServingRecordTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    private const string Approved = """[{"version":"acme/atlas:1.2","digest":"sha256:aa","phase":"Approved","decisions":[{"by":"ann","for":"security","decision":"Approve"}]}]""";

    [Fact]
    public async Task Record_IsStampedAndEndedByTheServer_AndKeepsWhoApproved()
    {
        var org = await server.NewOrganizationAsync();
        var first = await AddAsync(org, "atlas", Approved, """, "from":"2020-01-01T00:00:00Z","until":"2020-01-02T00:00:00Z","organization":null""");
        first.Text("from")!.ShouldNotStartWith("2020");
        first.Text("until").ShouldBeNull();
        first.Text("organization").ShouldBe(org);

        await AddAsync(org, "atlas", "[]");

        var read = (await server.GetAsync($"{Path(org, "servingrecords")}/{first.Text("metadata.name")}")).Body;
        read.Text("until").ShouldNotBeNull();
        read["models"]![0]!["decisions"]![0]!["by"]!.ToString().ShouldBe("ann");
    }

    [Fact]
    public async Task List_IsSelectedByDayByServiceAndByWhatIsTrueNow()
    {
        var org = await server.NewOrganizationAsync();
        await AddAsync(org, "atlas", Approved);
        await AddAsync(org, "atlas", "[]");
        await AddAsync(org, "other", Approved);
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        (await ListAsync($"on={today}")).Count.ShouldBe(3);
        (await ListAsync("on=2020-01-01")).ShouldBeEmpty();
        (await ListAsync($"on={today},service=atlas")).Count.ShouldBe(2);
        (await ListAsync("until=")).Select(r => r!["service"]!.ToString()).ShouldBe(["other", "atlas"], ignoreOrder: true);
        (await server.GetAsync($"{Path(org, "servingrecords")}?fieldSelector=on%3Dyesterday")).Code.ShouldBe(400);

        async Task<JsonArray> ListAsync(string selector) =>
            (await server.GetAsync($"{Path(org, "servingrecords")}?fieldSelector={Uri.EscapeDataString(selector)}")).Body["items"]!.AsArray();
    }

    [Fact]
    public async Task Record_OutlivesItsProject_AndItsEndCanStillBeWritten()
    {
        var project = $"gone-{Guid.NewGuid():n}"[..16];
        (await server.PostAsync("/api/v1/namespaces", Objects.Namespace(project))).Code.ShouldBe(201);
        var first = await AddAsync(project, "atlas", Approved);
        (await server.DeleteAsync($"/api/v1/namespaces/{project}")).Code.ShouldBe(200);
        await server.WaitUntilGoneAsync("/api/v1/namespaces", project);

        await AddAsync(project, "atlas", "[]");

        (await server.GetAsync($"{Path(project, "servingrecords")}/{first.Text("metadata.name")}")).Body.Text("until").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Record_IsNeitherChangedNorDeleted(string method) =>
        (await server.SendAsync(new HttpMethod(method), $"{Path("default", "servingrecords")}/x", Objects.Parse("{}"))).Code.ShouldBe(405);

    [Fact]
    public async Task Record_WithoutAServiceOrWithHalfAName_IsRefused()
    {
        (await server.PostAsync(Path("default", "servingrecords"), Record("r", "", "[]"))).Code.ShouldBe(422);
        (await server.PostAsync(Path("default", "servingrecords"), Record("r", "atlas", """[{"version":"atlas:1.2"}]"""))).Body.ToString().ShouldContain("project/model:version");
    }

    private async Task<JsonObject> AddAsync(string project, string service, string models, string more = "")
    {
        var added = await server.PostAsync(Path(project, "servingrecords"), Record(Guid.CreateVersion7().ToString(), service, models, more));
        added.Code.ShouldBe(201, added.Body.ToString());
        return added.Body.AsObject();
    }

    private static JsonObject Record(string name, string service, string models, string more = "") => Objects.Parse(
        $$"""{"apiVersion":"ledger.modelyard.dev/v1alpha1","kind":"ServingRecord","metadata":{"name":"{{name}}"},"service":"{{service}}","models":{{models}}{{more}}}""");
}
