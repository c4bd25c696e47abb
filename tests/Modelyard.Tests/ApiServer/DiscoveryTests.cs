using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>How clients learn what is served: discovery in both forms, OpenAPI, version, health.</summary>
public sealed class DiscoveryTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    [Fact]
    public async Task PlainDiscovery_ListsGroupsVersionsAndResources()
    {
        (await server.GetAsync("/api")).Body["versions"]!.ToJsonString().ShouldBe("""["v1"]""");
        var groups = (await server.GetAsync("/apis")).Body;
        var serving = groups["groups"]!.AsArray().Single(g => g!.Text("name") == "serving.kserve.io")!;

        // The stable version is preferred although it sorts after.
        serving["versions"]!.AsArray().Select(v => v!.Text("version")).ShouldBe(["v1beta1", "v1alpha1"]);
        serving.Text("preferredVersion.groupVersion").ShouldBe("serving.kserve.io/v1beta1");
        (await server.GetAsync("/apis/serving.kserve.io")).Body.Text("kind").ShouldBe("APIGroup");

        var resources = (await server.GetAsync("/apis/serving.kserve.io/v1beta1")).Body;
        resources.Text("kind").ShouldBe("APIResourceList");
        var service = resources["resources"]!.AsArray().Single(r => r!.Text("name") == "inferenceservices")!;
        (service.Text("singularName"), service.Text("kind"), service.Text("namespaced"), service.Text("shortNames.0")).ShouldBe(("inferenceservice", "InferenceService", "true", "isvc"));
        service["verbs"]!.AsArray().Select(v => v!.ToString()).ShouldBe(["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]);
        resources["resources"]!.AsArray().ShouldContain(r => r!.Text("name") == "inferenceservices/status");
        (await server.GetAsync("/api/v1")).Body["resources"]!.AsArray().ShouldContain(r => r!.Text("name") == "pods/log");
    }

    [Fact]
    public async Task AggregatedDiscovery_SaysTheSameInOneAnswer()
    {
        await CompareAsync("/api");
        await CompareAsync("/apis");
    }

    [Fact]
    public async Task OpenApi_IndexNamesEveryGroupVersionByHash()
    {
        var index = (await server.GetAsync("/openapi/v3")).Body["paths"]!.AsObject();
        index.Select(p => p.Key).ShouldContain("api/v1");
        var url = index["apis/serving.kserve.io/v1beta1"]!.Text("serverRelativeURL")!;
        url.ShouldStartWith("/openapi/v3/apis/serving.kserve.io/v1beta1?hash=");
        var document = await server.GetAsync(url);
        document.Response.Headers.CacheControl!.ToString().ShouldContain("public");
        document.Body.Text("openapi").ShouldBe("3.0.0");
    }

    [Fact]
    public async Task OpenApi_SaysWhatKubectlLooksFor()
    {
        var document = (await server.GetAsync("/openapi/v3/apis/serving.kserve.io/v1beta1")).Body;
        var patch = document["paths"]!["/apis/serving.kserve.io/v1beta1/namespaces/{namespace}/inferenceservices/{name}"]!["patch"]!;
        patch["parameters"]!.AsArray().ShouldContain(p => p!.Text("name") == "fieldValidation" && p!.Text("in") == "query");
        patch["x-kubernetes-group-version-kind"]!.ToJsonString().ShouldBe("""{"group":"serving.kserve.io","kind":"InferenceService","version":"v1beta1"}""");
        patch.At("requestBody.content")!.AsObject().Select(c => c.Key).ShouldNotContain("application/strategic-merge-patch+json");
        var core = (await server.GetAsync("/openapi/v3/api/v1")).Body;
        core["paths"]!["/api/v1/namespaces/{namespace}/pods/{name}"]!.At("patch.requestBody.content")!.AsObject().Select(c => c.Key)
            .ShouldContain("application/strategic-merge-patch+json");
    }

    [Theory]
    [InlineData("/openapi/v3/api/v1")]
    [InlineData("/openapi/v3/apis/serving.kserve.io/v1beta1")]
    [InlineData("/openapi/v3/apis/serving.kserve.io/v1alpha1")]
    [InlineData("/openapi/v3/apis/coordination.k8s.io/v1")]
    public async Task OpenApi_EveryReferenceResolves(string path)
    {
        var document = (await server.GetAsync(path)).Body;
        var schemas = document.At("components.schemas")!.AsObject();
        var references = References(document).Distinct().ToList();
        references.ShouldNotBeEmpty();
        references.Select(r => r.Replace("#/components/schemas/", "", StringComparison.Ordinal)).ShouldBeSubsetOf(schemas.Select(s => s.Key));
        schemas.ShouldAllBe(s => s.Value != null && s.Value.Text("type") == "object");
    }

    [Fact]
    public async Task OpenApi_DescribesFieldsAndHowListsMerge()
    {
        var pod = (await server.GetAsync("/openapi/v3/api/v1")).Body.At("components.schemas")!;
        var containers = pod["dev.modelyard.types.PodSpec"]!.At("properties.containers")!;
        (containers.Text("x-kubernetes-patch-merge-key"), containers.Text("x-kubernetes-list-type"), containers.Text("type")).ShouldBe(("name", "map", "array"));
        containers.Text("description").ShouldNotBeNullOrEmpty();
        pod["io.k8s.api.core.v1.Pod"]!.Text("x-kubernetes-group-version-kind.0.kind").ShouldBe("Pod");
    }

    [Theory]
    [InlineData("/openapi/v3/apis/rbac.authorization.k8s.io/v1", "io.k8s.api.rbac.v1.ClusterRole")]
    [InlineData("/openapi/v3/apis/coordination.k8s.io/v1", "io.k8s.api.coordination.v1.Lease")]
    [InlineData("/openapi/v3/apis/apiextensions.k8s.io/v1", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition")]
    [InlineData("/openapi/v3/apis/serving.kserve.io/v1beta1", "io.kserve.serving.v1beta1.InferenceService")]
    public async Task OpenApi_NamesKindsAsKubernetesDoes(string path, string name) =>
        (await server.GetAsync(path)).Body.At("components.schemas")!.AsObject().ShouldContainKey(name);

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Health_IsOk(string path) => (await server.GetAsync(path)).Body.ToString().ShouldBe("ok");

    [Fact]
    public async Task Version_IsOneThatKubectlAccepts()
    {
        var version = (await server.GetAsync("/version")).Body;
        (version.Text("major"), version.Text("minor")).ShouldBe(("1", "32"));
        version.Text("gitVersion").ShouldStartWith("v1.32.");
    }

    private async Task CompareAsync(string root)
    {
        var response = await server.GetAsync(root, Aggregated);
        response.Response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; g=apidiscovery.k8s.io; v=v2; as=APIGroupDiscoveryList");
        response.Body.Text("kind").ShouldBe("APIGroupDiscoveryList");
        foreach (var group in response.Body["items"]!.AsArray())
        {
            foreach (var version in group!["versions"]!.AsArray())
            {
                var path = group.Text("metadata.name") is { } name ? $"{root}/{name}/{version!.Text("version")}" : $"{root}/{version!.Text("version")}";
                var resources = (await server.GetAsync(path)).Body["resources"]!.AsArray().Select(r => r!.Text("name")!);
                version!["resources"]!.AsArray()
                    .SelectMany(r => Names(r!))
                    .ShouldBe(resources);
            }
        }
    }

    private static IEnumerable<string> Names(JsonNode resource)
    {
        var name = resource.Text("resource")!;
        return [name, .. (resource["subresources"]?.AsArray() ?? []).Select(s => $"{name}/{s!.Text("subresource")}")];
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Key == "$ref" ? [p.Value!.ToString()] : References(p.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
