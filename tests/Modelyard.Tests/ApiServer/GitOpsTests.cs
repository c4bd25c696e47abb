using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>What Argo CD, Flux and Terraform ask of a cluster, request by request as their documentation and sources have it.</summary>
public sealed class GitOpsTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    private const string Partial = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private static JsonObject Manifest(string ns, string color) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = "settings", ["namespace"] = ns, ["labels"] = new JsonObject { ["app.kubernetes.io/instance"] = "shop" } },
        ["data"] = new JsonObject { ["color"] = color },
    };

    [Fact]
    public async Task ArgoCd_FillsItsCacheOfEveryKindAndFollowsIt()
    {
        var ns = await server.NewNamespaceAsync();
        await server.ApplyAsync($"/api/v1/namespaces/{ns}/configmaps/settings", Manifest(ns, "blue"), "argocd-controller");

        // Every kind that can be listed and watched, as discovery names it, in pages, then a watch from there.
        foreach (var (groupVersion, path) in await GroupVersionsAsync())
        {
            foreach (var resource in (await server.GetAsync(path)).Body["resources"]!.AsArray().Where(IsFollowed))
            {
                var name = resource!.Text("name");
                var list = await server.GetAsync($"{path}/{name}?limit=500&resourceVersion=");
                list.Code.ShouldBe(200, $"{groupVersion} {name}");
                var revision = list.Body.Text("metadata.resourceVersion");
                await using var watch = await server.WatchAsync($"{path}/{name}?allowWatchBookmarks=true&resourceVersion={revision}&timeoutSeconds=600&watch=true");
            }
        }
    }

    [Fact]
    public async Task ArgoCd_ServerSideDiff_IsADryRunThatChangesNothing()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps/settings";
        var live = await server.ApplyAsync(path, Manifest(ns, "blue"), "argocd-controller", force: true);
        var predicted = await server.SendAsync(
            HttpMethod.Patch, $"{path}?dryRun=All&fieldManager=argocd-controller&force=true", Manifest(ns, "green"), "application/apply-patch+yaml");
        (predicted.Code, predicted.Body.Text("data.color")).ShouldBe((200, "green"));
        (await server.GetAsync(path)).Body.ToJsonString().ShouldBe(live.Body.ToJsonString());
    }

    [Fact]
    public async Task ArgoCd_SyncWithReplaceAndPrune_UsesUpdateAndForegroundDeletion()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps/settings";
        await server.ApplyAsync(path, Manifest(ns, "blue"), "argocd-controller", force: true);
        (await server.PutAsync(path, Manifest(ns, "green"))).Body.Text("data.color").ShouldBe("green");
        (await server.DeleteAsync(path, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = "Foreground" })).Code.ShouldBe(200);
        await server.WaitUntilGoneAsync($"/api/v1/namespaces/{ns}/configmaps", "settings");
    }

    [Fact]
    public async Task Flux_AppliesOnlyWhatADryRunSaysHasChanged()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps/settings";

        // Not there yet: the dry run creates nothing.
        var dry = await DryRunAsync(path, Manifest(ns, "blue"));
        (dry.Code, dry.Body.Text("metadata.name")).ShouldBe((201, "settings"));
        (await server.GetAsync(path)).Code.ShouldBe(404);

        var first = await server.ApplyAsync(path, Manifest(ns, "blue"), "kustomize-controller", force: true);
        first.Code.ShouldBe(201);
        var unchanged = await DryRunAsync(path, Manifest(ns, "blue"));
        unchanged.Body.Text("metadata.resourceVersion").ShouldBe(first.Body.Text("metadata.resourceVersion"));
        JsonNode.DeepEquals(unchanged.Body["metadata"]!["managedFields"], first.Body["metadata"]!["managedFields"]).ShouldBeTrue();

        // Somebody edits by hand; the next dry run shows the drift, and an apply that forces takes the field back.
        await server.SendAsync(HttpMethod.Patch, $"{path}?fieldManager=kubectl-edit", new JsonObject { ["data"] = new JsonObject { ["color"] = "red" } }, "application/merge-patch+json");
        (await DryRunAsync(path, Manifest(ns, "blue"))).Body.Text("data.color").ShouldBe("blue");
        var corrected = await server.ApplyAsync(path, Manifest(ns, "blue"), "kustomize-controller", force: true);
        corrected.Body.Text("data.color").ShouldBe("blue");

        // Applying the same thing again is not a change.
        var again = await server.ApplyAsync(path, Manifest(ns, "blue"), "kustomize-controller", force: true);
        again.Body.ToJsonString().ShouldBe(corrected.Body.ToJsonString());
    }

    [Fact]
    public async Task Flux_FollowsMetadataAloneFromAnyRevision()
    {
        var ns = await server.NewNamespaceAsync();
        await server.ApplyAsync($"/api/v1/namespaces/{ns}/configmaps/settings", Manifest(ns, "blue"), "kustomize-controller");
        var collection = $"/api/v1/namespaces/{ns}/configmaps?labelSelector=app.kubernetes.io%2Finstance%3Dshop";
        var list = await server.GetAsync($"{collection}&limit=500&resourceVersion=0", Partial);
        list.Body.Text("kind").ShouldBe("PartialObjectMetadataList");
        list.Body["items"]!.AsArray().Single()!.AsObject().Select(p => p.Key).ShouldBe(["kind", "apiVersion", "metadata"]);
        await using var watch = await server.WatchAsync($"{collection}&watch=true&resourceVersion=0");
        (await watch.NextAsync()).Text("type").ShouldBe("ADDED");
    }

    [Fact]
    public async Task Terraform_PlansWithADryRunAndSeesConflictsByManager()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps/settings";
        await server.ApplyAsync(path, Manifest(ns, "blue"), "kubectl");
        var plan = await server.SendAsync(HttpMethod.Patch, $"{path}?dryRun=All&fieldManager=Terraform&force=false", Manifest(ns, "green"), "application/apply-patch+yaml");
        (plan.Code, plan.Reason).ShouldBe((409, "Conflict"));
        plan.Body["details"]!["causes"]!.AsArray().Select(c => (c!.Text("reason"), c!.Text("field"))).ShouldBe([("FieldManagerConflict", ".data.color")]);
        (await server.ApplyAsync(path, Manifest(ns, "blue"), "Terraform")).Code.ShouldBe(200);
        var shared = (await server.GetAsync(path)).Body["metadata"]!["managedFields"]!.AsArray().Select(m => m!.Text("manager"));
        shared.ShouldBe(["Terraform", "kubectl"], ignoreOrder: true);
    }

    private Task<Reply> DryRunAsync(string path, JsonObject manifest) => server.SendAsync(
        HttpMethod.Patch, $"{path}?dryRun=All&fieldManager=kustomize-controller&force=true", manifest, "application/apply-patch+yaml");

    private async Task<List<(string GroupVersion, string Path)>> GroupVersionsAsync() =>
    [
        ("v1", "/api/v1"),
        .. (await server.GetAsync("/apis")).Body["groups"]!.AsArray().Select(g => g!.Text("preferredVersion.groupVersion")!).Select(v => (v, $"/apis/{v}")),
    ];

    private static bool IsFollowed(JsonNode? resource)
    {
        var verbs = resource!["verbs"]!.AsArray().Select(v => v!.ToString()).ToList();
        return !resource.Text("name")!.Contains('/') && verbs.Contains("list") && verbs.Contains("watch");
    }
}
