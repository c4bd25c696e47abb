using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

public sealed class UsageSeriesKindTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    private const string Cluster = "/apis/ledger.modelyard.dev/v1alpha1/clusterusageseries";
    private const string Noon = """{"from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z"}""";

    [Fact]
    public async Task Series_HomeProject_CoversAllProjectsOfTheOrganization()
    {
        var org = await server.NewOrganizationAsync();
        server.Use(org, org);
        server.Use($"{org}-test", org, r => r with { Status = 500, At = r.At.AddMinutes(3) });

        var status = (await AskAsync(org, Noon))["status"]!;

        status.Text("step").ShouldBe("60");
        var points = status.At("series.0.points")!.AsArray();
        points.Select(p => (p!.Text("time"), p!.Text("requests"), p!.Text("errors"), p!.Text("cost.EUR"))).ShouldBe(
            [("2026-01-31T12:00:00Z", "1", "0", "1.5"), ("2026-01-31T12:03:00Z", "1", "1", "1.5")]);
        points[0]!.At("latency.p99").ShouldNotBeNull();
        (await AskAsync($"{org}-test", Noon)).At("status.series.0.points")!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Series_OfADeployment_CountsAllCallsWhoeverMadeThem()
    {
        var (org, other) = (await server.NewOrganizationAsync(), await server.NewOrganizationAsync());
        server.Use(org, org, r => r with { DeploymentNamespace = org });
        server.Use(other, other, r => r with { DeploymentNamespace = org });

        var answer = await AskAsync(org, """{"from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z","deployment":"atlas-chat","by":["deployment"]}""");

        var series = answer.At("status.series")!.AsArray().ShouldHaveSingleItem()!;
        series.Text("deployment").ShouldBe($"{org}/atlas-chat");
        series.Text("points.0.requests").ShouldBe("2");
    }

    [Fact]
    public async Task Series_OfOneKey_CountsOnlyThat()
    {
        var org = await server.NewOrganizationAsync();
        server.Use(org, org);
        server.Use(org, org, r => r with { KeyName = "other" });

        (await AskAsync(org, """{"from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z","filters":{"key":"other"}}""")).Text("status.series.0.points.0.requests").ShouldBe("1");
    }

    [Fact]
    public async Task ClusterSeries_CountsEverybody_UnlessItIsRestricted()
    {
        var (org, other, user) = (await server.NewOrganizationAsync(), await server.NewOrganizationAsync(), $"u-{Guid.NewGuid():n}");
        server.Use(org, org, r => r with { User = user });
        server.Use(other, other, r => r with { User = user, DeploymentNamespace = other });

        (await RequestsAsync($$"""{"user":"{{user}}"}""")).ShouldBe(2);
        (await RequestsAsync($$"""{"user":"{{user}}","deployment":"{{other}}/atlas-chat"}""")).ShouldBe(1);
        var refused = await server.PostAsync(Cluster, Document("""{"deployment":"atlas-chat"}""", "ClusterUsageSeries"));
        (refused.Code, refused.Body.Text("details.causes.0.field")).ShouldBe((422, "spec.deployment"));

        async Task<int> RequestsAsync(string filters)
        {
            var reply = await server.PostAsync(
                Cluster, Document($$"""{"from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z","filters":{{filters}}}""", "ClusterUsageSeries"));
            reply.Code.ShouldBe(201, reply.Message);
            return reply.Body.At("status.series.0.points")!.AsArray().Sum(p => (int)p!["requests"]!);
        }
    }

    [Fact]
    public async Task Series_LongTime_HasLongerSteps()
    {
        var org = await server.NewOrganizationAsync();

        (await AskAsync(org, """{"from":"2026-01-24T12:00:00Z","to":"2026-01-31T12:00:00Z"}""")).Text("status.step").ShouldBe("7200");
    }

    [Theory]
    [InlineData("""{"step":30}""", "spec.step")]
    [InlineData("""{"from":"2026-01-31T12:00:00Z","to":"2026-01-31T12:00:00Z"}""", "spec.to")]
    [InlineData("""{"from":"2026-01-01T12:00:00Z","to":"2026-01-31T12:00:00Z","step":60}""", "spec.step")]
    [InlineData("""{"by":["key"]}""", "spec.by[0]")]
    [InlineData("""{"from":"2026-01-01T12:00:00Z","step":60}""", "points")]
    public async Task Series_CannotBeAnswered_IsRefused(string spec, string names)
    {
        var reply = await server.PostAsync(Path("default", "usageseries"), Document(spec));

        reply.Code.ShouldBeOneOf(400, 422);
        reply.Body.Text("message")!.ShouldContain(names);
    }

    private async Task<JsonNode> AskAsync(string project, string spec)
    {
        var reply = await server.PostAsync(Path(project, "usageseries"), Document(spec));
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
        return reply.Body;
    }

    private static JsonObject Document(string spec, string kind = "UsageSeries") =>
        new() { ["apiVersion"] = "ledger.modelyard.dev/v1alpha1", ["kind"] = kind, ["spec"] = JsonNode.Parse(spec) };
}
