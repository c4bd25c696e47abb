namespace Modelyard.Tests.ApiServer;

/// <summary>Who may come in, over real TLS, and what they may do.</summary>
public sealed class AuthenticationTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Kubeconfig_OpensTheDoor()
    {
        using var client = TlsClient.Connect(server.Host);
        var reply = await Reply.ReadAsync(await client.PostAsync("/apis/authentication.k8s.io/v1/selfsubjectreviews", Review("authentication.k8s.io/v1", "SelfSubjectReview")));
        (reply.Code, reply.Body.Text("status.userInfo.username")).ShouldBe((201, "admin"));
        reply.Body.At("status.userInfo.groups")!.ToJsonString().ShouldBe("""["system:masters","system:authenticated"]""");
    }

    [Fact]
    public async Task Anonymous_SeesHealthAndVersionOnly()
    {
        using var client = TlsClient.ConnectAnonymously(server.Host);
        (await client.GetStringAsync("/readyz")).ShouldBe("ok");
        (await Reply.ReadAsync(await client.GetAsync("/version"))).Code.ShouldBe(200);
        foreach (var path in (string[])["/api", "/apis", "/api/v1/namespaces", "/openapi/v3", "/whatever"])
        {
            var reply = await Reply.ReadAsync(await client.GetAsync(path));
            (reply.Code, reply.Reason, reply.Message).ShouldBe((401, "Unauthorized", "Unauthorized"));
        }
    }

    [Fact]
    public async Task CertificateOfAnotherAuthority_IsRefusedInTheHandshake()
    {
        using var folder = new Artifacts.TemporaryFolder();
        using var other = Modelyard.ApiServer.CertificateAuthority.Open(folder.Path, TimeProvider.System);
        using var certificate = other.ClientCertificate("admin", "admin", "system:masters");
        using var client = TlsClient.Connect(server.Host, certificate);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/api/v1/namespaces"));
    }

    [Fact]
    public async Task UserWithoutRights_IsForbiddenInKubernetesWords()
    {
        using var client = server.As("nobody");
        var list = await Reply.ReadAsync(await client.GetAsync("/api/v1/namespaces/demo/configmaps"));
        (list.Code, list.Reason, list.Message).ShouldBe((403, "Forbidden",
            "configmaps is forbidden: User \"nobody\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"demo\""));
        var get = await Reply.ReadAsync(await client.GetAsync("/apis/serving.kserve.io/v1alpha1/clusterservingruntimes/x"));
        get.Message.ShouldBe("clusterservingruntimes.serving.kserve.io \"x\" is forbidden: User \"nobody\" cannot get resource \"clusterservingruntimes\" in API group \"serving.kserve.io\" at the cluster scope");
    }

    [Fact]
    public async Task Impersonation_CountsTheOthersRights()
    {
        using var client = server.As("boss", "system:masters");
        client.DefaultRequestHeaders.Add("Impersonate-User", "nobody");
        (await Reply.ReadAsync(await client.GetAsync("/api/v1/configmaps"))).Code.ShouldBe(403);
        client.DefaultRequestHeaders.Add("Impersonate-Group", "system:masters");
        (await Reply.ReadAsync(await client.GetAsync("/api/v1/configmaps"))).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Impersonation_ByOneWithoutRights_IsForbidden()
    {
        using var client = server.As("nobody");
        client.DefaultRequestHeaders.Add("Impersonate-User", "admin");
        client.DefaultRequestHeaders.Add("Impersonate-Group", "system:masters");
        var reply = await Reply.ReadAsync(await client.GetAsync("/api/v1/configmaps"));
        (reply.Code, reply.Message).ShouldBe((403, "users \"admin\" is forbidden: User \"nobody\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope"));
    }

    [Theory]
    [InlineData("tester", "system:masters", "true")]
    [InlineData("nobody", "others", "false")]
    public async Task AccessReview_SaysWhetherItWouldBeAllowed(string user, string group, string allowed)
    {
        using var client = server.As(user, group);
        var reply = await Reply.ReadAsync(await client.PostAsync("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Review(
            "authorization.k8s.io/v1", "SelfSubjectAccessReview", ""","spec":{"resourceAttributes":{"verb":"create","resource":"pods","namespace":"demo"}}""")));
        (reply.Code, reply.Body.Text("status.allowed")).ShouldBe((201, allowed));
    }

    private static StringContent Review(string apiVersion, string kind, string more = "") =>
        new($$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}"{{more}}}""", null, "application/json");
}
