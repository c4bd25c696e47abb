namespace Modelyard.Tests.ApiServer;

/// <summary>Watches: from where they start, what they show, how they end.</summary>
public sealed class WatchTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Watch_WithoutRevision_FirstShowsWhatIsThere()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        await using var watch = await server.WatchAsync($"{path}?watch=true");
        (await Next(watch)).ShouldBe(("ADDED", "a"));
        await server.PostAsync(path, Objects.ConfigMap("b"));
        (await Next(watch)).ShouldBe(("ADDED", "b"));
    }

    [Fact]
    public async Task Watch_FromARevision_ShowsWhatCameAfterIt()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var created = (await server.PostAsync(path, Objects.ConfigMap("a"))).Body;
        await server.MergeAsync($"{path}/a", Objects.Parse("""{"data":{"color":"red"}}"""));
        await using var watch = await server.WatchAsync($"{path}?watch=true&resourceVersion={created.Text("metadata.resourceVersion")}");
        (await Next(watch)).ShouldBe(("MODIFIED", "a"));
        await server.DeleteAsync($"{path}/a");
        var gone = await watch.NextAsync();
        gone.Text("type").ShouldBe("DELETED");
        gone.Text("object.data.color").ShouldBe("red");

        // A deletion has a revision of its own, later than the object's last.
        long.Parse(gone.Text("object.metadata.resourceVersion")!, null).ShouldBeGreaterThan(long.Parse(created.Text("metadata.resourceVersion")!, null) + 1);
    }

    [Fact]
    public async Task Watch_WithASelector_ShowsObjectsComeAndGoAsTheyMatch()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await using var watch = await server.WatchAsync($"{path}?watch=true&labelSelector=team%3Da");
        await server.PostAsync(path, Objects.ConfigMap("other"));
        await server.PostAsync(path, Objects.ConfigMap("mine"));
        await server.MergeAsync($"{path}/mine", Objects.Parse("""{"metadata":{"labels":{"team":"a"}}}"""));
        (await Next(watch)).ShouldBe(("ADDED", "mine"));
        await server.MergeAsync($"{path}/mine", Objects.Parse("""{"data":{"color":"red"}}"""));
        (await Next(watch)).ShouldBe(("MODIFIED", "mine"));
        await server.MergeAsync($"{path}/mine", Objects.Parse("""{"metadata":{"labels":null}}"""));
        (await Next(watch)).ShouldBe(("DELETED", "mine"));
    }

    [Fact]
    public async Task Watch_WithATimeout_EndsByItself()
    {
        await using var watch = await server.WatchAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps?watch=true&timeoutSeconds=1");
        (await watch.NextOrEndAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Watch_FromACompactedRevision_SaysThatItIsExpired()
    {
        await using var own = new StandaloneApi();
        var path = $"/api/v1/namespaces/default/configmaps";
        var created = (await own.PostAsync(path, Objects.ConfigMap("a"))).Body.Text("metadata.resourceVersion");
        await own.PostAsync(path, Objects.ConfigMap("b"));
        await own.Store.CompactAsync(await own.Store.GetRevisionAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await using var watch = await WatchReader.OpenAsync(own.Client, $"{path}?watch=true&resourceVersion={created}");
        var error = await watch.NextAsync();
        error.Text("type").ShouldBe("ERROR");
        (error.Text("object.kind"), error.Text("object.code"), error.Text("object.reason")).ShouldBe(("Status", "410", "Expired"));
        error.Text("object.message").ShouldStartWith("too old resource version: ");
        (await watch.NextOrEndAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task List_ContinuedAfterCompaction_SaysThatItIsExpired()
    {
        await using var own = new StandaloneApi();
        var path = $"/api/v1/namespaces/default/configmaps";
        await own.PostAsync(path, Objects.ConfigMap("a"));
        await own.PostAsync(path, Objects.ConfigMap("b"));
        var page = await own.GetAsync($"{path}?limit=1");
        await own.PostAsync(path, Objects.ConfigMap("c"));
        await own.Store.CompactAsync(await own.Store.GetRevisionAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var next = await own.GetAsync($"{path}?limit=1&continue={page.Body.Text("metadata.continue")}");
        (next.Code, next.Reason).ShouldBe((410, "Expired"));
        next.Message.ShouldStartWith("The provided continue parameter is too old");
    }

    [Fact]
    public async Task Watch_WithBookmarks_SaysHowFarItIs()
    {
        await using var own = new StandaloneApi();
        var path = "/api/v1/namespaces/default/configmaps";
        await using var watch = await WatchReader.OpenAsync(own.Client, $"{path}?watch=true&allowWatchBookmarks=true&timeoutSeconds=86400&resourceVersion={await own.Store.GetRevisionAsync(TestContext.Current.CancellationToken)}");
        await own.PostAsync("/api/v1/namespaces/default/secrets", Objects.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"}}"""));
        var next = watch.NextAsync();
        while (!next.IsCompleted)
        {
            // The watch arms its timer at a moment of its own choosing, so the clock may have to move more than once.
            own.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(next, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        var bookmark = await next;
        (bookmark.Text("type"), bookmark.Text("object.kind")).ShouldBe(("BOOKMARK", "ConfigMap"));
        long.Parse(bookmark.Text("object.metadata.resourceVersion")!, null).ShouldBeLessThanOrEqualTo(await own.Store.GetRevisionAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SendInitialEvents_IsRefusedTheWayThatMakesClientsFallBack()
    {
        var reply = await server.GetAsync("/api/v1/configmaps?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
        reply.Message.ShouldBe("ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    }

    [Fact]
    public async Task Watch_OfOneNamespace_DoesNotShowOthers()
    {
        var (mine, other) = (await server.NewNamespaceAsync(), await server.NewNamespaceAsync());
        await using var watch = await server.WatchAsync($"/api/v1/namespaces/{mine}/configmaps?watch=true");
        await server.PostAsync($"/api/v1/namespaces/{other}/configmaps", Objects.ConfigMap("theirs"));
        await server.PostAsync($"/api/v1/namespaces/{mine}/configmaps", Objects.ConfigMap("mine"));
        (await Next(watch)).ShouldBe(("ADDED", "mine"));
    }

    [Fact]
    public async Task ServerThatStops_EndsWatches()
    {
        var own = new TestApiServer();
        await own.InitializeAsync();
        await using var watch = await own.WatchAsync("/api/v1/configmaps?watch=true");
        await own.DisposeAsync();
        (await watch.NextOrEndAsync()).ShouldBeNull();
    }

    private static async Task<(string? Type, string? Name)> Next(WatchReader watch)
    {
        var next = await watch.NextAsync();
        return (next.Text("type"), next.Text("object.metadata.name"));
    }
}
