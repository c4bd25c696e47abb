using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Whoever may write roles and bindings still cannot give what they do not have.</summary>
public sealed class EscalationTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private string _ns = "";
    private HttpClient _boss = null!;

    private string Roles => $"{Root}/namespaces/{_ns}/roles";

    private string Bindings => $"{Root}/namespaces/{_ns}/rolebindings";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        _boss = server.As($"boss-{_ns}");
        await MustAsync(server.Client, Roles, Role("rbac", "*", "roles,rolebindings", "rbac.authorization.k8s.io"));
        await MustAsync(server.Client, Roles, Role("maps", "get,list", "configmaps"));
        await MustAsync(server.Client, Bindings, Binding("boss-rbac", "Role", "rbac", "User", $"boss-{_ns}"));
        await MustAsync(server.Client, Bindings, Binding("boss-maps", "Role", "maps", "User", $"boss-{_ns}"));
        // "*" on roles includes bind and escalate; these tests are about who has neither.
        var role = Role("rbac", "get,list,create,update,patch,delete", "roles,rolebindings", "rbac.authorization.k8s.io");
        (await server.PutAsync($"{Roles}/rbac", role)).Code.ShouldBe(200);
    }

    public ValueTask DisposeAsync()
    {
        _boss.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Role_OfRightsHeld_CanBeWritten() => await MustAsync(_boss, Roles, Role("same", "get", "configmaps"));

    [Fact]
    public async Task Role_OfMore_IsForbiddenAndSaysWhatIsMissing()
    {
        var reply = await PostAsync(_boss, Roles, Role("more", "get,delete", "configmaps,secrets"));
        (reply.Code, reply.Message).ShouldBe((403,
            $"roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"boss-{_ns}\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}\n"
            + "{APIGroups:[\"\"], Resources:[\"configmaps\"], Verbs:[\"delete\"]}\n"
            + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"delete\"]}"));
    }

    [Fact]
    public async Task Role_WidenedByAPatch_IsForbidden()
    {
        await MustAsync(_boss, Roles, Role("grows", "get", "configmaps"));
        using var patch = new StringContent("""{"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}]}""", null, "application/merge-patch+json");
        (await Reply.ReadAsync(await _boss.PatchAsync($"{Roles}/grows", patch))).Code.ShouldBe(403);
        using var label = new StringContent("""{"metadata":{"labels":{"a":"b"}}}""", null, "application/merge-patch+json");
        (await Reply.ReadAsync(await _boss.PatchAsync($"{Roles}/grows", label))).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Binding_ToARoleOfMore_IsForbidden_ToOneOfLess_Not()
    {
        (await PostAsync(_boss, Bindings, Binding("up", "ClusterRole", "cluster-admin", "User", $"boss-{_ns}"))).Code.ShouldBe(403);
        await MustAsync(_boss, Bindings, Binding("share", "Role", "maps", "User", "friend"));
    }

    [Fact]
    public async Task Binding_ToARoleThatIsNotThere_IsNotFound()
    {
        var reply = await PostAsync(_boss, Bindings, Binding("later", "Role", "unwritten", "User", "friend"));
        (reply.Code, reply.Message).ShouldBe((404, "roles.rbac.authorization.k8s.io \"unwritten\" not found"));
    }

    [Fact]
    public async Task VerbBind_LetsOneRoleBeGiven()
    {
        await MustAsync(server.Client, Roles, Role("binder", "bind", "clusterroles", "rbac.authorization.k8s.io", names: "edit"));
        await MustAsync(server.Client, Bindings, Binding("boss-binds", "Role", "binder", "User", $"boss-{_ns}"));
        await MustAsync(_boss, Bindings, Binding("editors", "ClusterRole", "edit", "User", "friend"));
        (await PostAsync(_boss, Bindings, Binding("admins", "ClusterRole", "admin", "User", "friend"))).Code.ShouldBe(403);
    }

    [Fact]
    public async Task VerbEscalate_LetsARoleBeWritten()
    {
        await MustAsync(server.Client, Roles, Role("escalator", "escalate", "roles", "rbac.authorization.k8s.io"));
        await MustAsync(server.Client, Bindings, Binding("boss-escalates", "Role", "escalator", "User", $"boss-{_ns}"));
        await MustAsync(_boss, Roles, Role("anything", "*", "*", "*"));
    }
}
