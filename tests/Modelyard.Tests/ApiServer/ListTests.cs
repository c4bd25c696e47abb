namespace Modelyard.Tests.ApiServer;

/// <summary>Lists: selectors, pages, revisions.</summary>
public sealed class ListTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task List_OfAnEmptyCollection_HasARevision()
    {
        var list = await server.GetAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps");
        list.Body.Text("kind").ShouldBe("ConfigMapList");
        list.Body["items"]!.AsArray().ShouldBeEmpty();
        long.Parse(list.Body.Text("metadata.resourceVersion")!, null).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("team=a", "one,two")]
    [InlineData("team==a,tier=web", "one")]
    [InlineData("team!=a", "three,four")]
    [InlineData("team in (a, b)", "one,two,three")]
    [InlineData("team notin (a,b)", "four")]
    [InlineData("tier", "one,three")]
    [InlineData("!tier", "two,four")]
    [InlineData("size>5", "three")]
    [InlineData("size<5", "one")]
    public async Task LabelSelector_SelectsAsKubernetesDoes(string selector, string expected)
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("one").Labelled("team", "a").Labelled("tier", "web").Labelled("size", "3"));
        await server.PostAsync(path, Objects.ConfigMap("two").Labelled("team", "a"));
        await server.PostAsync(path, Objects.ConfigMap("three").Labelled("team", "b").Labelled("tier", "db").Labelled("size", "30"));
        await server.PostAsync(path, Objects.ConfigMap("four"));
        (await NamesAsync($"{path}?labelSelector={Uri.EscapeDataString(selector)}")).ShouldBe(expected.Split(','), ignoreOrder: true);
    }

    [Theory]
    [InlineData("labelSelector", "a=b c")]
    [InlineData("labelSelector", "=x")]
    [InlineData("labelSelector", "a within (b)")]
    [InlineData("fieldSelector", "metadata.name")]
    [InlineData("fieldSelector", "spec.color=blue")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "many")]
    [InlineData("continue", "nonsense")]
    [InlineData("resourceVersionMatch", "Perhaps")]
    public async Task MalformedOption_IsABadRequest(string option, string value)
    {
        var reply = await server.GetAsync($"/api/v1/configmaps?{option}={Uri.EscapeDataString(value)}");
        (reply.Code, reply.Reason).ShouldBe((400, "BadRequest"));
    }

    [Fact]
    public async Task FieldSelector_SelectsByNamePhaseAndType()
    {
        var ns = await server.NewNamespaceAsync();
        foreach (var name in (string[])["a", "b"])
        {
            await server.PostAsync($"/api/v1/namespaces/{ns}/pods", Objects.Pod(name));
            await server.PostAsync($"/api/v1/namespaces/{ns}/secrets", Objects.Parse($$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{name}}"},"type":"kind/{{name}}"}"""));
        }

        await server.MergeAsync($"/api/v1/namespaces/{ns}/pods/b/status", Objects.Parse("""{"status":{"phase":"Running"}}"""));
        (await NamesAsync($"/api/v1/namespaces/{ns}/pods?fieldSelector=metadata.name%3Da")).ShouldBe(["a"]);
        (await NamesAsync($"/api/v1/pods?fieldSelector=metadata.namespace%3D{ns},status.phase%3DRunning")).ShouldBe(["b"]);
        (await NamesAsync($"/api/v1/namespaces/{ns}/pods?fieldSelector=status.phase!%3DRunning,spec.nodeName%3Dhere")).ShouldBe(["a"]);
        (await NamesAsync($"/api/v1/namespaces/{ns}/secrets?fieldSelector=type%3Dkind/b")).ShouldBe(["b"]);
        (await server.GetAsync($"/api/v1/namespaces/{ns}/pods?fieldSelector=spec.color%3Dred")).Message.ShouldBe("field label not supported: spec.color");
    }

    [Fact]
    public async Task Events_AreSelectedByTheObjectTheyAreAbout()
    {
        var ns = await server.NewNamespaceAsync();
        foreach (var name in (string[])["a", "b"])
        {
            await server.PostAsync($"/api/v1/namespaces/{ns}/events", Objects.Parse($$"""
                {"apiVersion":"v1","kind":"Event","metadata":{"name":"{{name}}.1"},"reason":"Started","message":"up","type":"Normal",
                 "involvedObject":{"kind":"Pod","namespace":"{{ns}}","name":"{{name}}","uid":"u-{{name}}"} }
                """));
        }

        var selector = Uri.EscapeDataString($"involvedObject.name=a,involvedObject.namespace={ns},involvedObject.kind=Pod,involvedObject.uid=u-a");
        (await NamesAsync($"/api/v1/namespaces/{ns}/events?fieldSelector={selector}")).ShouldBe(["a.1"]);
    }

    [Fact]
    public async Task Pages_AreOfOneRevisionAndFilledDespiteSelectors()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        for (var i = 0; i < 9; i++)
        {
            await server.PostAsync(path, Objects.ConfigMap($"n{i}").Labelled("odd", i % 2 == 0 ? "no" : "yes"));
        }

        var first = await server.GetAsync($"{path}?limit=2&labelSelector=odd%3Dno");
        Names(first).ShouldBe(["n0", "n2"]);
        await server.DeleteAsync($"{path}/n4");
        await server.PostAsync(path, Objects.ConfigMap("n10").Labelled("odd", "no"));
        var second = await server.GetAsync($"{path}?limit=2&labelSelector=odd%3Dno&continue={first.Body.Text("metadata.continue")}");
        Names(second).ShouldBe(["n4", "n6"]);
        second.Body.Text("metadata.resourceVersion").ShouldBe(first.Body.Text("metadata.resourceVersion"));
        var third = await server.GetAsync($"{path}?limit=2&labelSelector=odd%3Dno&continue={second.Body.Text("metadata.continue")}");
        Names(third).ShouldBe(["n8"]);
        third.Body.Text("metadata.continue").ShouldBeNull();
    }

    [Fact]
    public async Task LongList_IsWholeAndOfOneRevision()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        string[] all = [.. Enumerable.Range(0, 1203).Select(i => $"n{i:0000}")];
        await Parallel.ForEachAsync(all, async (name, _) => (await server.PostAsync(path, Objects.ConfigMap(name).Labelled("even", name[^1] % 2 == 0 ? "yes" : "no"))).Code.ShouldBe(201));

        var list = await server.GetAsync(path);
        Names(list).ShouldBe(all);
        list.Body.Text("metadata.continue").ShouldBeNull();
        (await NamesAsync($"{path}?labelSelector=even%3Dyes")).ShouldBe(all.Where(n => n[^1] % 2 == 0));
        var page = await server.GetAsync($"{path}?limit=5&resourceVersion={list.Body.Text("metadata.resourceVersion")}");
        await server.DeleteAsync($"{path}/n1000");
        (await NamesAsync($"{path}?continue={page.Body.Text("metadata.continue")}")).ShouldBe(all.Skip(5), "the rest of that revision, without a limit");
        (await NamesAsync(path)).ShouldBe(all.Where(n => n != "n1000"));
        (await server.GetAsync(path, "application/json;as=Table;v=v1;g=meta.k8s.io")).Body["rows"]!.AsArray().Count.ShouldBe(1202);
        (await server.GetAsync(path, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")).Body["items"]!.AsArray().Count.ShouldBe(1202);
    }

    [Fact]
    public async Task LabelSelector_SeesLabelsThatChangeAndThoseOfSecrets()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a").Labelled("team", "red"));
        await server.MergeAsync($"{path}/a", Objects.Parse("""{"metadata":{"labels":{"team":"blue"} } }"""));
        (await NamesAsync($"{path}?labelSelector=team%3Dred")).ShouldBeEmpty();
        (await NamesAsync($"{path}?labelSelector=team%3Dblue")).ShouldBe(["a"]);

        var secrets = $"/api/v1/namespaces/{ns}/secrets";
        await server.PostAsync(secrets, Objects.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"} }""").Labelled("team", "red"));
        await server.PostAsync(secrets, Objects.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"b"} }"""));
        (await NamesAsync($"{secrets}?labelSelector=team")).ShouldBe(["a"]);
    }

    [Fact]
    public async Task List_AtAnExactRevision_ShowsThatState()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var first = (await server.PostAsync(path, Objects.ConfigMap("a"))).Body.Text("metadata.resourceVersion");
        await server.PostAsync(path, Objects.ConfigMap("b"));
        (await NamesAsync($"{path}?resourceVersion={first}&resourceVersionMatch=Exact")).ShouldBe(["a"]);
        (await NamesAsync($"{path}?resourceVersion={first}&resourceVersionMatch=NotOlderThan")).ShouldBe(["a", "b"]);
        (await NamesAsync($"{path}?resourceVersion=0")).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task List_AtAFutureRevision_SaysSo()
    {
        var reply = await server.GetAsync("/api/v1/configmaps?resourceVersion=99999999");
        (reply.Code, reply.Reason).ShouldBe((504, "Timeout"));
        reply.Message.ShouldStartWith("Too large resource version: 99999999, current: ");
        reply.Body.Text("details.causes.0.reason").ShouldBe("ResourceVersionTooLarge");
    }

    private static IEnumerable<string> Names(Reply reply) => reply.Body["items"]!.AsArray().Select(i => i!.Text("metadata.name")!);

    private async Task<IEnumerable<string>> NamesAsync(string path)
    {
        var reply = await server.GetAsync(path);
        reply.Code.ShouldBe(200, reply.Body.ToJsonString());
        return Names(reply);
    }
}
