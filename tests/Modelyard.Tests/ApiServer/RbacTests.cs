using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Roles and bindings decide, from the moment they are written.</summary>
public sealed class RbacTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private string _ns = "";

    private string Roles => $"{Root}/namespaces/{_ns}/roles";

    private string Bindings => $"{Root}/namespaces/{_ns}/rolebindings";

    private string Maps => $"/api/v1/namespaces/{_ns}/configmaps";

    public async ValueTask InitializeAsync() => _ns = await server.NewNamespaceAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("User", "alice")]
    [InlineData("Group", "devs")]
    public async Task Binding_GivesItsSubjectsTheRoleInItsNamespaceOnly(string kind, string name)
    {
        using var alice = server.As("alice", "devs");
        (await CodeAsync(alice, Maps)).ShouldBe(403);
        await CreateAsync(Roles, Role("reader", "get,list", "configmaps"));
        await CreateAsync(Bindings, Binding("readers", "Role", "reader", kind, name));
        (await CodeAsync(alice, Maps)).ShouldBe(200);
        (await CodeAsync(alice, "/api/v1/namespaces/default/configmaps")).ShouldBe(403);
        (await CodeAsync(alice, "/api/v1/configmaps")).ShouldBe(403);
        (await CodeAsync(alice, $"/api/v1/namespaces/{_ns}/secrets")).ShouldBe(403);
        using var bob = server.As("bob", "ops");
        (await CodeAsync(bob, Maps)).ShouldBe(403);
        (await server.DeleteAsync($"{Bindings}/readers")).Code.ShouldBe(200);
        (await CodeAsync(alice, Maps)).ShouldBe(403);
    }

    [Fact]
    public async Task ClusterRole_BoundInANamespace_CountsThere_BoundEverywhereEverywhere()
    {
        var (role, user) = ($"maps-{_ns}", $"carol-{_ns}");
        await CreateAsync($"{Root}/clusterroles", ClusterRole(role, "list", "configmaps"));
        await CreateAsync(Bindings, Binding("here", "ClusterRole", role, "User", user));
        using var carol = server.As(user);
        (await CodeAsync(carol, Maps)).ShouldBe(200);
        (await CodeAsync(carol, "/api/v1/configmaps")).ShouldBe(403);
        await CreateAsync($"{Root}/clusterrolebindings", ClusterBinding($"all-{_ns}", role, "User", user));
        (await CodeAsync(carol, "/api/v1/configmaps")).ShouldBe(200);
    }

    [Fact]
    public async Task RuleOnNames_AllowsThoseObjects_AndListsOfOneOfThem()
    {
        await server.PostAsync(Maps, Objects.ConfigMap("mine"));
        await server.PostAsync(Maps, Objects.ConfigMap("yours"));
        await CreateAsync(Roles, Role("one", "get,list", "configmaps", names: "mine"));
        await CreateAsync(Bindings, Binding("one", "Role", "one", "User", "dora"));
        using var dora = server.As("dora");
        (await CodeAsync(dora, $"{Maps}/mine")).ShouldBe(200);
        (await CodeAsync(dora, $"{Maps}/yours")).ShouldBe(403);
        (await CodeAsync(dora, Maps)).ShouldBe(403);
        (await CodeAsync(dora, $"{Maps}?fieldSelector=metadata.name%3Dmine")).ShouldBe(200);
    }

    [Fact]
    public async Task Subresource_IsARightOfItsOwn()
    {
        await server.PostAsync($"/api/v1/namespaces/{_ns}/pods", Objects.Pod("p"));
        await CreateAsync(Roles, Role("pods", "get,patch", "pods"));
        await CreateAsync(Bindings, Binding("pods", "Role", "pods", "User", "emil"));
        using var emil = server.As("emil");
        (await CodeAsync(emil, $"/api/v1/namespaces/{_ns}/pods/p")).ShouldBe(200);
        var status = await Reply.ReadAsync(await emil.GetAsync($"/api/v1/namespaces/{_ns}/pods/p/status"));
        (status.Code, status.Message).ShouldBe((403, $"pods \"p\" is forbidden: User \"emil\" cannot get resource \"pods/status\" in API group \"\" in the namespace \"{_ns}\""));
    }

    [Fact]
    public async Task Discovery_IsForEverybodyWhoIsKnown_OtherPathsForWhoHasThem()
    {
        using var somebody = server.As("somebody");
        (await CodeAsync(somebody, "/apis")).ShouldBe(200);
        (await CodeAsync(somebody, "/openapi/v3")).ShouldBe(200);
        var other = await Reply.ReadAsync(await somebody.GetAsync("/debug/pprof"));
        (other.Code, other.Message).ShouldBe((403, "forbidden: User \"somebody\" cannot get path \"/debug/pprof\""));
    }

    [Fact]
    public async Task OwnNamespace_CanBeReadByItsAdministrator()
    {
        await CreateAsync(Bindings, Binding("admins", "ClusterRole", "admin", "User", "fay"));
        using var fay = server.As("fay");
        (await CodeAsync(fay, $"/api/v1/namespaces/{_ns}")).ShouldBe(200);
        (await CodeAsync(fay, "/api/v1/namespaces")).ShouldBe(403);
        (await CodeAsync(fay, $"/api/v1/namespaces/{_ns}/secrets")).ShouldBe(200);
    }

    [Fact]
    public async Task Aggregation_FollowsLabels()
    {
        var name = $"sum-{_ns}";
        await CreateAsync($"{Root}/clusterroles", Objects.Parse(
            $$$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{{name}}}"},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"into":"{{{name}}}"}}]}}"""));
        await using var watch = await server.WatchAsync($"{Root}/clusterroles?watch=true&fieldSelector=metadata.name%3D{name}");
        await CreateAsync($"{Root}/clusterroles", ClusterRole($"part-{_ns}", "get", "pods").Labelled("into", name));
        JsonNode seen;
        do
        {
            seen = await watch.NextAsync();
        }
        while (seen.At("object.rules") is not JsonArray { Count: > 0 });

        seen.At("object.rules")!.ToJsonString().ShouldBe("""[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]""");
    }

    [Fact]
    public async Task RoleRef_CannotBeChanged()
    {
        await CreateAsync(Bindings, Binding("fixed", "ClusterRole", "view", "User", "gil"));
        var reply = await server.MergeAsync($"{Bindings}/fixed", Objects.Parse("""{"roleRef":{"name":"admin"}}"""));
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
        reply.Message.ShouldContain("cannot change roleRef");
    }

    [Theory]
    [InlineData("""{"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":[]}]}""", "rules[0].verbs: Required value: verbs must contain at least one value")]
    [InlineData("""{"rules":[{"resources":["pods"],"verbs":["get"]}]}""", "rules[0].apiGroups: Required value")]
    [InlineData("""{"rules":[{"nonResourceURLs":["/x"],"verbs":["get"]}]}""", "namespaced rules cannot apply to non-resource URLs")]
    public async Task Role_ThatSaysNothing_IsInvalid(string rules, string expected)
    {
        var role = Role("bad", "get", "pods");
        role["rules"] = Objects.Parse(rules)["rules"]!.DeepClone();
        var reply = await server.PostAsync(Roles, role);
        reply.Code.ShouldBe(422);
        reply.Message.ShouldContain(expected);
    }

    private async Task CreateAsync(string path, JsonObject document)
    {
        var reply = await server.PostAsync(path, document);
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
    }

    private static async Task<int> CodeAsync(HttpClient client, string path) => (int)(await client.GetAsync(path)).StatusCode;
}
