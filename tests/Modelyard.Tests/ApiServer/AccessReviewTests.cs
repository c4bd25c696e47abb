using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Questions about rights get the answer that the request itself would have got.</summary>
public sealed class AccessReviewTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private string _ns = "";
    private string _user = "";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        _user = $"hana-{_ns}";
        await server.PostAsync($"{Root}/namespaces/{_ns}/roles", Role("maps", "get,list", "configmaps"));
        await server.PostAsync($"{Root}/namespaces/{_ns}/rolebindings", Binding("maps", "Role", "maps", "User", _user));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("get", "configmaps", true)]
    [InlineData("delete", "configmaps", false)]
    [InlineData("get", "secrets", false)]
    public async Task SubjectAccessReview_AsksForAnother(string verb, string resource, bool allowed)
    {
        var spec = $$$"""{"user":"{{{_user}}}","resourceAttributes":{"namespace":"{{{_ns}}}","verb":"{{{verb}}}","resource":"{{{resource}}}"}}""";
        var all = await AskAsync("SubjectAccessReview", "/apis/authorization.k8s.io/v1/subjectaccessreviews", spec);
        (all.Code, all.Body.Text("status.allowed")).ShouldBe((201, allowed ? "true" : "false"));
        var local = await AskAsync("LocalSubjectAccessReview", $"/apis/authorization.k8s.io/v1/namespaces/{_ns}/localsubjectaccessreviews", spec);
        (local.Code, local.Body.Text("status.allowed")).ShouldBe((201, allowed ? "true" : "false"));
    }

    [Fact]
    public async Task LocalReview_OfAnotherNamespace_IsRefused()
    {
        var reply = await AskAsync(
            "LocalSubjectAccessReview",
            $"/apis/authorization.k8s.io/v1/namespaces/{_ns}/localsubjectaccessreviews",
            """{"user":"x","resourceAttributes":{"namespace":"default","verb":"get","resource":"pods"}}""");
        (reply.Code, reply.Reason).ShouldBe((400, "BadRequest"));
    }

    [Fact]
    public async Task RulesReview_ListsWhatRolesGive()
    {
        using var hana = server.As(_user);
        var reply = await AskAsync("SelfSubjectRulesReview", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", $$"""{"namespace":"{{_ns}}"}""", hana);
        reply.Code.ShouldBe(201);
        var rules = reply.Body.At("status.resourceRules")!.AsArray().Select(r => r!.ToJsonString()).ToList();
        rules.ShouldContain("""{"verbs":["get","list"],"apiGroups":[""],"resources":["configmaps"]}""");
        rules.ShouldNotContain(r => r.Contains("secrets", StringComparison.Ordinal));
        reply.Body.At("status.nonResourceRules")!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReviewOfOthers_NeedsTheRight()
    {
        using var hana = server.As(_user);
        var reply = await AskAsync(
            "SubjectAccessReview", "/apis/authorization.k8s.io/v1/subjectaccessreviews", """{"user":"x","resourceAttributes":{"verb":"get","resource":"pods"}}""", hana);
        reply.Code.ShouldBe(403);
    }

    [Fact]
    public async Task Impersonation_CanBeGivenForOneUser()
    {
        await server.PostAsync($"{Root}/clusterroles", Objects.Parse(
            $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"as-{{_user}}"},"rules":[{"apiGroups":[""],"resources":["users"],"resourceNames":["{{_user}}"],"verbs":["impersonate"]}]}"""));
        await server.PostAsync($"{Root}/clusterrolebindings", ClusterBinding($"as-{_user}", $"as-{_user}", "User", "console"));
        (await AsAsync(_user)).ShouldBe(200);
        (await AsAsync("admin")).ShouldBe(403);
        (await AsAsync(_user, group: "system:masters")).ShouldBe(403);

        async Task<int> AsAsync(string user, string? group = null)
        {
            using var console = server.As("console");
            console.DefaultRequestHeaders.Add("Impersonate-User", user);
            if (group is not null)
            {
                console.DefaultRequestHeaders.Add("Impersonate-Group", group);
            }

            return (int)(await console.GetAsync($"/api/v1/namespaces/{_ns}/configmaps")).StatusCode;
        }
    }

    [Fact]
    public async Task Impersonation_OfAServiceAccount_BringsItsGroups()
    {
        using var boss = server.As("boss", "system:masters");
        boss.DefaultRequestHeaders.Add("Impersonate-User", $"system:serviceaccount:{_ns}:robot");
        var me = await AskAsync("SelfSubjectReview", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}", boss);
        me.Body.At("status.userInfo.groups")!.ToJsonString().ShouldBe($"""["system:serviceaccounts","system:serviceaccounts:{_ns}","system:authenticated"]""");
    }

    private async Task<Reply> AskAsync(string kind, string path, string spec, HttpClient? client = null)
    {
        var group = path.Split('/')[2];
        var body = new JsonObject { ["apiVersion"] = $"{group}/v1", ["kind"] = kind, ["spec"] = JsonNode.Parse(spec) };
        return await Reply.ReadAsync(await (client ?? server.Client).PostAsync(path, new StringContent(body.ToJsonString(), null, "application/json")));
    }
}
