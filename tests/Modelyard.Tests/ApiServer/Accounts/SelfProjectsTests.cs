using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

public sealed class SelfProjectsTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    [Fact]
    public async Task Review_OfWhoMaySeeThreeProjects_SaysAsWhat()
    {
        var organization = await server.NewOrganizationAsync();
        var (alone, closed) = (await server.NewNamespaceAsync(), await server.NewNamespaceAsync());
        await BindAsync(organization, "admin", "User", "ada");
        await BindAsync($"{organization}-test", "edit", "Group", "devs");
        await BindAsync(alone, "view", "User", "ada");
        await BindAsync(closed, "system:discovery", "User", "ada");
        using var ada = server.As("ada", "devs");

        var answer = await ada.AskAsync("SelfProjectsReview", "selfprojectsreviews", "{}");

        answer.Code.ShouldBe(201, answer.Message);
        answer.Body["status"]!["projects"]!.AsArray().Select(p => (p!.Text("name"), p!.Text("organization"), p!.Text("role"))).ShouldBe(
            [(organization, organization, "admin"), ($"{organization}-test", organization, "edit"), (alone, null, "view")], ignoreOrder: true);
        answer.Body["status"]!["rights"]!.AsObject().Select(r => r.Value!.GetValue<bool>()).ShouldBe([false, false, false, false, false]);
    }

    [Fact]
    public async Task Review_OfWhoLooksAfterALibrary_NamesItsProjectWithoutARole()
    {
        var project = await server.NewNamespaceAsync();
        await BindAsync(project, "library-approver", "User", "gita");
        using var gita = server.As("gita");

        var answer = await gita.AskAsync("SelfProjectsReview", "selfprojectsreviews", "{}");

        answer.Body["status"]!["projects"]!.AsArray().Select(p => (p!.Text("name"), p!.Text("role"))).ShouldBe([(project, null)]);
    }

    [Fact]
    public async Task Review_OfAPlatformAdmin_IsEverything()
    {
        var project = await server.NewNamespaceAsync();
        using var boss = server.As("boss", "modelyard:platform-admins");

        var answer = await boss.AskAsync("SelfProjectsReview", "selfprojectsreviews", "{}");

        answer.Body["status"]!["projects"]!.AsArray().ShouldContain(p => p!.Text("name") == project && p!.Text("role") == "admin");
        answer.Body["status"]!["rights"]!.ToJsonString().ShouldBe(
            """{"listAccounts":true,"listAuditEvents":true,"listOrganizations":true,"createModelRepositories":true,"listNodes":true}""");
    }

    [Fact]
    public async Task KubernetesReviews_AsSomebodyElse_AreAboutThem()
    {
        var project = await server.NewNamespaceAsync();
        await BindAsync(project, "view", "Group", "viewers");
        using var console = server.As("system:modelyard:console");
        console.DefaultRequestHeaders.Add("Impersonate-User", "eve");
        console.DefaultRequestHeaders.Add("Impersonate-Group", "viewers");

        (await MayAsync("get")).ShouldBe("true");
        (await MayAsync("create")).ShouldBe("false");
        var rules = await Reply.ReadAsync(await console.PostAsync(
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", Json($$$"""{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{"namespace":"{{{project}}}"}}""")));
        rules.Body["status"]!["resourceRules"]!.AsArray().ShouldContain(r => r!["resources"]!.AsArray().Any(n => n!.GetValue<string>() == "modeldeployments"));
        (await console.CallAsync(HttpMethod.Get, "/api/v1/namespaces")).Code.ShouldBe(403);
        (await console.AskAsync("SelfProjectsReview", "selfprojectsreviews", "{}")).Body.Text("status.projects.0.name").ShouldBe(project);

        async Task<string?> MayAsync(string verb) => (await Reply.ReadAsync(await console.PostAsync(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            Json($$$$"""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
             "spec":{"resourceAttributes":{"group":"modelyard.dev","resource":"modeldeployments","verb":"{{{{verb}}}}","namespace":"{{{{project}}}}"}}}
            """)))).Body.Text("status.allowed");
    }

    private static StringContent Json(string text) => new(text, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json"));

    private async Task BindAsync(string project, string role, string kind, string subject) =>
        (await server.PostAsync($"/apis/rbac.authorization.k8s.io/v1/namespaces/{project}/rolebindings", JsonNode.Parse(
            $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"generateName":"test-"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{role}}"},
             "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"{{kind}}","name":"{{subject}}"}]}
            """)!)).Code.ShouldBe(201);
}
