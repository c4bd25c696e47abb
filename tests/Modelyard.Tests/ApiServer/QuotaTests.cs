using System.Text.Json.Nodes;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>What quotas let in, what they refuse, and that what they say is used is true.</summary>
public sealed class QuotaTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Create_MoreThanTheQuota_IsRefusedAsByKubernetes()
    {
        var space = await LimitedAsync(("requests.cpu", "4"), ("pods", "10"));
        (await CreateAsync(space, Pod("one", "3"))).Code.ShouldBe(201);

        var refused = await CreateAsync(space, Pod("two", "2"));

        refused.Code.ShouldBe(403);
        refused.Body.Text("reason").ShouldBe("Forbidden");
        refused.Body.Text("message").ShouldBe(
            "pods \"two\" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=3, limited: requests.cpu=4");
        await UsedAsync(space, ("requests.cpu", "3"), ("pods", "1"));
    }

    [Fact]
    public async Task Create_SayingNothingOfWhatIsLimited_IsRefusedAsByKubernetes()
    {
        var space = await LimitedAsync(("limits.cpu", "4"), ("limits.memory", "1Gi"));

        var refused = await CreateAsync(space, Objects.Pod("silent", ["main", "beside"], ["before"]));

        refused.Code.ShouldBe(403);
        refused.Body.Text("message").ShouldBe(
            "pods \"silent\" is forbidden: failed quota: compute: must specify limits.cpu for: before,beside,main; limits.memory for: before,beside,main");
    }

    [Fact]
    public async Task Create_ManyAtOnce_EndsAtExactlyTheLimit()
    {
        var space = await LimitedAsync(("pods", "7"), ("count/configmaps", "3"));

        var pods = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => CreateAsync(space, Pod($"p{i}", "1"))));
        var maps = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => server.PostAsync($"/api/v1/namespaces/{space}/configmaps", Objects.ConfigMap($"c{i}"))));

        pods.Count(r => r.Code == 201).ShouldBe(7);
        pods.Count(r => r.Code == 403).ShouldBe(33);
        maps.Count(r => r.Code == 201).ShouldBe(3);
        await UsedAsync(space, ("pods", "7"), ("count/configmaps", "3"));
        await SettledAsync(space);
    }

    [Fact]
    public async Task Create_RefusedForAnotherReason_TakesNothing()
    {
        var space = await LimitedAsync(("configmaps", "2"));
        var maps = $"/api/v1/namespaces/{space}/configmaps";
        (await server.PostAsync(maps, Objects.ConfigMap("same"))).Code.ShouldBe(201);

        (await server.PostAsync(maps, Objects.ConfigMap("same"))).Code.ShouldBe(409);
        (await server.PostAsync($"{maps}?dryRun=All", Objects.ConfigMap("tried"))).Code.ShouldBe(201);

        await UsedAsync(space, ("configmaps", "1"));
        (await server.PostAsync(maps, Objects.ConfigMap("other"))).Code.ShouldBe(201);
        (await server.PostAsync($"{maps}?dryRun=All", Objects.ConfigMap("tried"))).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Used_AfterPodsEndAndGo_Falls()
    {
        var space = await LimitedAsync(("pods", "2"), ("count/pods", "5"), ("requests.nvidia.com/gpu", "4"));
        var path = $"/api/v1/namespaces/{space}/pods";
        (await CreateAsync(space, Pod("ends", "1", gpus: 3))).Code.ShouldBe(201);
        (await CreateAsync(space, Pod("goes", "1", gpus: 1))).Code.ShouldBe(201);
        await UsedAsync(space, ("pods", "2"), ("count/pods", "2"), ("requests.nvidia.com/gpu", "4"));

        (await server.MergeAsync($"{path}/ends/status", Objects.Parse("""{"status":{"phase":"Succeeded"}}"""))).Code.ShouldBe(200);
        await UsedAsync(space, ("pods", "1"), ("count/pods", "2"), ("requests.nvidia.com/gpu", "1"));

        (await server.DeleteAsync($"{path}/goes", Objects.Parse("""{"gracePeriodSeconds":0}"""))).Code.ShouldBe(200);
        await UsedAsync(space, ("pods", "0"), ("count/pods", "1"), ("requests.nvidia.com/gpu", "0"));
    }

    [Fact]
    public async Task Quota_MadeAfterTheObjects_CountsThem_AndFollowsChangesOfItself()
    {
        var space = await server.NewNamespaceAsync();
        (await server.PostAsync($"/apis/serving.kserve.io/v1beta1/namespaces/{space}/inferenceservices", Objects.Service("early"))).Code.ShouldBe(201);
        (await server.PostAsync(Quotas(space), Quota(("count/inferenceservices.serving.kserve.io", "1")))).Code.ShouldBe(201);
        await UsedAsync(space, ("count/inferenceservices.serving.kserve.io", "1"));

        (await CreateServiceAsync(space)).Code.ShouldBe(403);
        (await server.MergeAsync($"{Quotas(space)}/compute", Objects.Parse("""{"spec":{"hard":{"count/inferenceservices.serving.kserve.io":"2","secrets":"9"}}}"""))).Code.ShouldBe(200);
        await UsedAsync(space, ("count/inferenceservices.serving.kserve.io", "1"), ("secrets", "0"));
        (await CreateServiceAsync(space)).Code.ShouldBe(201);
    }

    [Fact]
    public async Task Scopes_OfPodsWithADeadline_LetOthersBe()
    {
        var space = await server.NewNamespaceAsync();
        var quota = Quota(("pods", "1"));
        quota["spec"]!["scopes"] = new JsonArray("Terminating");
        (await server.PostAsync(Quotas(space), quota)).Code.ShouldBe(201);
        await UsedAsync(space, ("pods", "0"));
        (await CreateAsync(space, Pod("lasting", "1"))).Code.ShouldBe(201);
        var brief = Pod("brief", "1");
        brief["spec"]!["activeDeadlineSeconds"] = 60;
        (await CreateAsync(space, brief)).Code.ShouldBe(201);

        // It would be a second one then.
        (await server.MergeAsync($"/api/v1/namespaces/{space}/pods/lasting", Objects.Parse("""{"spec":{"activeDeadlineSeconds":60}}"""))).Code.ShouldBe(403);
        await UsedAsync(space, ("pods", "1"));
    }

    [Fact]
    public async Task Service_ThatBecomesANodePort_IsCharged()
    {
        var space = await LimitedAsync(("services.nodeports", "0"), ("services", "1"));
        var service = Objects.Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}""");
        (await server.PostAsync($"/api/v1/namespaces/{space}/services", service)).Code.ShouldBe(201);

        var refused = await server.MergeAsync($"/api/v1/namespaces/{space}/services/web", Objects.Parse("""{"spec":{"type":"NodePort"}}"""));

        refused.Code.ShouldBe(403);
        refused.Body.Text("message")!.ShouldContain("exceeded quota: compute, requested: services.nodeports=1, used: services.nodeports=0, limited: services.nodeports=0");
    }

    [Theory]
    [InlineData("cores", "1", "must be a standard resource for quota")]
    [InlineData("nvidia.com/gpu", "1", "must be requests.nvidia.com/gpu")]
    [InlineData("limits.nvidia.com/gpu", "1", "must be requests.nvidia.com/gpu")]
    [InlineData("pods", "1.5", "must be an integer")]
    [InlineData("requests.cpu", "-1", "must be greater than or equal to 0")]
    [InlineData("count/apikeys.ledger.modelyard.dev", "1", "kept in the ledger")]
    public async Task Quota_ThatCouldNotHold_IsInvalid(string name, string amount, string expected)
    {
        var space = await server.NewNamespaceAsync();

        var refused = await server.PostAsync(Quotas(space), Quota((name, amount)));

        refused.Code.ShouldBe(422);
        refused.Body.Text("message")!.ShouldContain(expected);
    }

    [Theory]
    [InlineData("PriorityClass", "pods", "Unsupported value: \"PriorityClass\"")]
    [InlineData("BestEffort", "requests.cpu", "unsupported scope applied to resource requests.cpu")]
    [InlineData("NotTerminating", "secrets", "unsupported scope applied to resource secrets")]
    public async Task Quota_OfAScopeThatIsNotKept_IsInvalid(string scope, string name, string expected)
    {
        var space = await server.NewNamespaceAsync();
        var quota = Quota((name, "1"));
        quota["spec"]!["scopes"] = new JsonArray(scope);

        var refused = await server.PostAsync(Quotas(space), quota);

        refused.Code.ShouldBe(422);
        refused.Body.Text("message")!.ShouldContain(expected);
    }

    [Fact]
    public async Task Rights_OfAProjectsAdmin_AreToSeeQuotasOnly()
    {
        var space = await LimitedAsync(("pods", "1"));
        (await server.PostAsync($"/apis/rbac.authorization.k8s.io/v1/namespaces/{space}/rolebindings", RbacObjects.Binding("boss", "ClusterRole", "admin", "User", "ada"))).Code.ShouldBe(201);
        using var ada = server.As("ada");

        (await ada.GetAsync($"{Quotas(space)}/compute")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await ada.DeleteAsync($"{Quotas(space)}/compute")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private static string Quotas(string space) => $"/api/v1/namespaces/{space}/resourcequotas";

    private static JsonObject Quota(params (string Name, string Amount)[] hard) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ResourceQuota",
        ["metadata"] = new JsonObject { ["name"] = "compute" },
        ["spec"] = new JsonObject { ["hard"] = new JsonObject(hard.Select(h => KeyValuePair.Create(h.Name, (JsonNode?)h.Amount))) },
    };

    private static JsonObject Pod(string name, string cpu, int gpus = 0)
    {
        var pod = Objects.Pod(name);
        pod["spec"]!["containers"]![0]!["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = cpu, ["nvidia.com/gpu"] = $"{gpus}" } };
        return pod;
    }

    private Task<Reply> CreateAsync(string space, JsonObject pod) => server.PostAsync($"/api/v1/namespaces/{space}/pods", pod);

    private Task<Reply> CreateServiceAsync(string space) =>
        server.PostAsync($"/apis/serving.kserve.io/v1beta1/namespaces/{space}/inferenceservices", Objects.Service("late"));

    /// <summary>A namespace with a quota that is in force.</summary>
    private async Task<string> LimitedAsync(params (string Name, string Amount)[] hard)
    {
        var space = await server.NewNamespaceAsync();
        (await server.PostAsync(Quotas(space), Quota(hard))).Code.ShouldBe(201);
        await UsedAsync(space, [.. hard.Select(h => (h.Name, "0"))]);
        return space;
    }

    private Task UsedAsync(string space, params (string Name, string Amount)[] used) =>
        UntilAsync(space, quota => used.All(u => quota["status"]?["used"]?[u.Name]?.ToString() == u.Amount) && used.Length == quota["status"]!["used"]!.AsObject().Count);

    /// <summary>Waits until nothing is charged any longer for what may not be stored.</summary>
    private Task SettledAsync(string space) => UntilAsync(space, quota => quota["metadata"]?["annotations"]?[PendingCharge.Annotation] is null);

    private async Task UntilAsync(string space, Func<JsonNode, bool> condition)
    {
        var list = await server.GetAsync(Quotas(space));
        if (list.Body["items"]!.AsArray().Any(q => condition(q!)))
        {
            return;
        }

        await using var watch = await server.WatchAsync($"{Quotas(space)}?watch=true&resourceVersion={list.Body.Text("metadata.resourceVersion")}");
        while (!condition((await watch.NextAsync())["object"]!))
        {
        }
    }
}
