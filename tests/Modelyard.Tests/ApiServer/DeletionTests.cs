namespace Modelyard.Tests.ApiServer;

/// <summary>Deletion: at once, held up, cascading, of many, of a namespace.</summary>
public sealed class DeletionTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Delete_OfAFreeObject_IsASuccessStatus()
    {
        var path = await PathAsync();
        var uid = (await server.PostAsync(path, Objects.ConfigMap("ssa"))).Body.Text("metadata.uid");
        var reply = await server.DeleteAsync($"{path}/ssa", Objects.Parse("""{"propagationPolicy":"Background"}"""));
        reply.Code.ShouldBe(200);
        reply.Body.ToJsonString().ShouldBe($$$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"ssa","kind":"configmaps","uid":"{{{uid}}}"}}""");
        (await server.GetAsync($"{path}/ssa")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Delete_OfAFinalizedObject_WaitsForTheFinalizer()
    {
        var path = await PathAsync();
        await server.PostAsync(path, Objects.ConfigMap("a").Finalized("example.com/hold"));
        var reply = await server.DeleteAsync($"{path}/a");
        reply.Body.Text("metadata.deletionTimestamp").ShouldEndWith("Z");
        reply.Body.Text("metadata.deletionGracePeriodSeconds").ShouldBe("0");

        // Nothing new may hold it up now.
        var late = await server.MergeAsync($"{path}/a", Objects.Parse("""{"metadata":{"finalizers":["example.com/hold","example.com/late"]}}"""));
        late.Body.At("metadata.finalizers")!.ToJsonString().ShouldBe("""["example.com/hold"]""");
        (await server.MergeAsync($"{path}/a", Objects.Parse("""{"metadata":{"finalizers":null}}"""))).Code.ShouldBe(200);
        (await server.GetAsync($"{path}/a")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Delete_WithAPreconditionThatFails_IsAConflict()
    {
        var path = await PathAsync();
        await server.PostAsync(path, Objects.ConfigMap("a"));
        foreach (var precondition in (string[])["""{"uid":"other"}""", """{"resourceVersion":"1"}"""])
        {
            var reply = await server.DeleteAsync($"{path}/a", Objects.Parse($$"""{"preconditions":{{precondition}}}"""));
            (reply.Code, reply.Reason).ShouldBe((409, "Conflict"));
            reply.Message.ShouldContain("Precondition failed: ");
        }

        (await server.GetAsync($"{path}/a")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Delete_WithAnUnknownPolicy_IsInvalid()
    {
        var reply = await server.DeleteAsync($"{await PathAsync()}/a", Objects.Parse("""{"propagationPolicy":"Sideways"}"""));
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
    }

    [Fact]
    public async Task Delete_OfARunningPod_LeavesItToTheNode()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/pods";
        await server.PostAsync(path, Objects.Pod("a"));
        var first = await server.DeleteAsync($"{path}/a", Objects.Parse("""{"gracePeriodSeconds":7}"""));
        first.Body.Text("metadata.deletionGracePeriodSeconds").ShouldBe("7");
        (await server.GetAsync($"{path}/a")).Body.Text("metadata.deletionTimestamp").ShouldNotBeNull();

        // What the node does when the process has ended.
        (await server.DeleteAsync($"{path}/a", Objects.Parse("""{"gracePeriodSeconds":0}"""))).Body.Text("status").ShouldBe("Success");
        (await server.GetAsync($"{path}/a")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Delete_OfAPodNoNodeHas_IsImmediate()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/pods";
        var pod = Objects.Pod("a");
        pod["spec"]!.AsObject().Remove("nodeName");
        await server.PostAsync(path, pod);
        await server.DeleteAsync($"{path}/a");
        (await server.GetAsync($"{path}/a")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task DeleteCollection_DeletesWhatMatches()
    {
        var path = await PathAsync();
        await server.PostAsync(path, Objects.ConfigMap("a").Labelled("team", "a"));
        await server.PostAsync(path, Objects.ConfigMap("b").Labelled("team", "a"));
        await server.PostAsync(path, Objects.ConfigMap("c"));
        (await server.DeleteAsync($"{path}?labelSelector=team%3Da")).Body.Text("kind").ShouldBe("ConfigMapList");
        var left = await server.GetAsync(path);
        left.Body["items"]!.AsArray().ShouldHaveSingleItem()!.Text("metadata.name").ShouldBe("c");
    }

    [Theory]
    [InlineData("Background")]
    [InlineData("Foreground")]
    public async Task Delete_OfAnOwner_TakesItsDependentsAndTheirs(string policy)
    {
        var path = await PathAsync();
        var owner = (await server.PostAsync(path, Objects.ConfigMap("owner"))).Body;
        var child = (await server.PostAsync(path, Objects.ConfigMap("child").OwnedBy(owner))).Body;
        await server.PostAsync(path, Objects.ConfigMap("grandchild").OwnedBy(child));
        await server.DeleteAsync($"{path}/owner", Objects.Parse($$"""{"propagationPolicy":"{{policy}}"}"""));
        await server.WaitUntilGoneAsync(path, "grandchild");
        await server.WaitUntilGoneAsync(path, "child");
        await server.WaitUntilGoneAsync(path, "owner");
    }

    [Fact]
    public async Task Foreground_KeepsTheOwnerUntilItsDependentsAreGone()
    {
        var path = await PathAsync();
        var owner = (await server.PostAsync(path, Objects.ConfigMap("owner"))).Body;
        await server.PostAsync(path, Objects.ConfigMap("child").OwnedBy(owner).Finalized("example.com/hold"));
        var reply = await server.DeleteAsync($"{path}/owner", Objects.Parse("""{"propagationPolicy":"Foreground"}"""));
        reply.Body.At("metadata.finalizers")!.ToJsonString().ShouldBe("""["foregroundDeletion"]""");

        await using var watch = await server.WatchAsync($"{path}?watch=true&fieldSelector=metadata.name%3Dchild");
        while ((await watch.NextAsync()).At("object.metadata.deletionTimestamp") is null)
        {
        }

        (await server.GetAsync($"{path}/owner")).Code.ShouldBe(200);
        await server.MergeAsync($"{path}/child", Objects.Parse("""{"metadata":{"finalizers":["foregroundDeletion"]}}"""));
        await server.WaitUntilGoneAsync(path, "owner");
        (await server.GetAsync($"{path}/child")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Orphan_LeavesTheDependents()
    {
        var path = await PathAsync();
        var owner = (await server.PostAsync(path, Objects.ConfigMap("owner"))).Body;
        await server.PostAsync(path, Objects.ConfigMap("child").OwnedBy(owner));
        await server.DeleteAsync($"{path}/owner", Objects.Parse("""{"propagationPolicy":"Orphan"}"""));
        await server.WaitUntilGoneAsync(path, "owner");
        var child = await server.GetAsync($"{path}/child");
        (child.Code, child.Body.At("metadata.ownerReferences")).ShouldBe((200, null));
    }

    [Fact]
    public async Task Dependent_OfAnOwnerThatNeverWas_IsCollected()
    {
        var path = await PathAsync();
        var ghost = Objects.Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"ghost","uid":"7b3b3d5e-0000-4000-8000-000000000000"}}""");
        await server.PostAsync(path, Objects.ConfigMap("child").OwnedBy(ghost));
        await server.WaitUntilGoneAsync(path, "child");
    }

    [Fact]
    public async Task Dependent_WithOneOwnerLeft_LosesOnlyTheReference()
    {
        var path = await PathAsync();
        var first = (await server.PostAsync(path, Objects.ConfigMap("first"))).Body;
        var second = (await server.PostAsync(path, Objects.ConfigMap("second"))).Body;
        var child = Objects.ConfigMap("child").OwnedBy(first);
        child["metadata"]!["ownerReferences"]!.AsArray().Add(Objects.ConfigMap("x").OwnedBy(second)["metadata"]!["ownerReferences"]![0]!.DeepClone());
        await server.PostAsync(path, child);
        await using var watch = await server.WatchAsync($"{path}?watch=true&fieldSelector=metadata.name%3Dchild");
        await watch.NextAsync();
        await server.DeleteAsync($"{path}/first");
        var changed = await watch.NextAsync();
        changed.Text("type").ShouldBe("MODIFIED");
        changed.At("object.metadata.ownerReferences")!.AsArray().ShouldHaveSingleItem()!.Text("name").ShouldBe("second");
    }

    [Fact]
    public async Task Dependent_OfAKindNotServedHere_IsLeftAlone()
    {
        var path = await PathAsync();
        var foreign = Objects.Parse("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","uid":"7b3b3d5e-0000-4000-8000-000000000000"}}""");
        await server.PostAsync(path, Objects.ConfigMap("child").OwnedBy(foreign));
        var ghost = Objects.Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"g","uid":"7b3b3d5e-0000-4000-8000-000000000001"}}""");
        await server.PostAsync(path, Objects.ConfigMap("collected").OwnedBy(ghost));

        // The collector goes through changes in order: when it has collected the second it has looked at the first.
        await server.WaitUntilGoneAsync(path, "collected");
        (await server.GetAsync($"{path}/child")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Namespace_IsEmptiedThenGoes()
    {
        var ns = await server.NewNamespaceAsync();
        var maps = $"/api/v1/namespaces/{ns}/configmaps";
        await server.PostAsync(maps, Objects.ConfigMap("a"));
        await server.PostAsync(maps, Objects.ConfigMap("held").Finalized("example.com/hold"));
        var reply = await server.DeleteAsync($"/api/v1/namespaces/{ns}");
        reply.Body.Text("status.phase").ShouldBe("Terminating");
        await server.WaitUntilGoneAsync(maps, "a");

        var refused = await server.PostAsync(maps, Objects.ConfigMap("late"));
        (refused.Code, refused.Reason).ShouldBe((403, "Forbidden"));
        refused.Message.ShouldBe($"configmaps \"late\" is forbidden: unable to create new content in namespace {ns} because it is being terminated");
        refused.Body.Text("details.causes.0.reason").ShouldBe("NamespaceTerminating");

        (await server.GetAsync($"/api/v1/namespaces/{ns}")).Code.ShouldBe(200);
        await server.MergeAsync($"{maps}/held", Objects.Parse("""{"metadata":{"finalizers":null}}"""));
        await server.WaitUntilGoneAsync("/api/v1/namespaces", ns);
    }

    private async Task<string> PathAsync() => $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
}
