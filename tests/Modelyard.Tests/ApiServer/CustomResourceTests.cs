using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Kinds that users define behave as those that are built in.</summary>
public sealed class CustomResourceTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private string _ns = "";
    private string _group = "";

    private string Widgets => $"/apis/{_group}/v1/namespaces/{_ns}/widgets";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        _group = $"{_ns}.example.com";
        await server.EstablishAsync(Definitions.Widget(_group));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Object_IsDefaultedStoredListedAndWatched()
    {
        var made = await CreateAsync("""{"color":"red","parts":[{"name":"a"}],"extra":{"any":{"thing":1}}}""");
        made.Body.At("spec")!.ToJsonString().ShouldBe("""{"color":"red","parts":[{"name":"a","count":1}],"extra":{"any":{"thing":1}},"size":3}""");
        made.Body.Text("metadata.generation").ShouldBe("1");
        (await server.GetAsync($"{Widgets}/w")).Body.Text("spec.size").ShouldBe("3");
        var list = await server.GetAsync(Widgets);
        (list.Body.Text("kind"), list.Body.At("items")!.AsArray().Count).ShouldBe(("WidgetList", 1));
        await using var watch = await server.WatchAsync($"{Widgets}?watch=true");
        (await watch.NextAsync()).Text("object.metadata.name").ShouldBe("w");
    }

    [Theory]
    [InlineData("""{"color":"green"}""", "spec.color: Unsupported value: \"green\": supported values: \"red\", \"blue\"")]
    [InlineData("""{"color":1}""", "spec.color in body must be of type string: \"integer\"")]
    [InlineData("""{}""", "spec.color: Required value")]
    [InlineData("""{"color":"red","size":0}""", "spec.size in body should be greater than or equal to 1")]
    [InlineData("""{"color":"red","label":"too long"}""", "spec.label in body should be at most 5 chars long")]
    [InlineData("""{"color":"red","port":true}""", "spec.port in body must be of type integer,string: \"boolean\"")]
    [InlineData("""{"color":"red","parts":[{"count":2}]}""", "spec.parts[0].name: Required value")]
    [InlineData("""{"color":"red","parts":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]}""", "spec.parts in body should have at most 3 items")]
    public async Task Object_ThatDoesNotFitItsSchema_IsInvalid(string spec, string message)
    {
        var reply = await server.PostAsync(Widgets, Definitions.Object(_group, "bad", spec));
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
        reply.Message.ShouldStartWith($"Widget.{_group} \"bad\" is invalid: ");
        reply.Message.ShouldContain(message);
    }

    [Fact]
    public async Task UnknownField_IsPrunedWithAWarning_OrRefusedWhenStrict()
    {
        var reply = await server.PostAsync(Widgets, Definitions.Object(_group, "u", """{"color":"red","colour":"red"}"""));
        reply.Body.At("spec.colour").ShouldBeNull();
        reply.Response.Headers.GetValues("Warning").ShouldContain(w => w.Contains("unknown field \\\"spec.colour\\\"", StringComparison.Ordinal));
        var strict = await server.PostAsync($"{Widgets}?fieldValidation=Strict", Definitions.Object(_group, "v", """{"color":"red","colour":"red"}"""));
        (strict.Code, strict.Message).ShouldBe((400, "Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: unknown field \"spec.colour\""));
    }

    [Fact]
    public async Task Kind_MustBeSaidOfUsersKinds_ButFollowsFromTheUrlForBuiltInOnes()
    {
        var built = await server.PostAsync($"/api/v1/namespaces/{_ns}/configmaps", Objects.Parse("""{"metadata":{"name":"bare"}}"""));
        (built.Code, built.Body.Text("kind"), built.Body.Text("apiVersion")).ShouldBe((201, "ConfigMap", "v1"));
        var custom = await server.PostAsync(Widgets, Objects.Parse("""{"metadata":{"name":"bare"},"spec":{"color":"red"}}"""));
        (custom.Code, custom.Message).ShouldBe((400, $"Object 'Kind' or 'apiVersion' is missing; expected apiVersion: {_group}/v1, kind: Widget"));
    }

    [Fact]
    public async Task Null_IsKeptWhereTheSchemaAllowsIt()
    {
        var made = await CreateAsync("""{"color":"red","label":null,"size":null}""");
        made.Body.At("spec")!.ToJsonString().ShouldBe("""{"color":"red","label":null,"size":3}""");
    }

    [Fact]
    public async Task Status_HasItsOwnWay_AndOnlySpecRaisesTheGeneration()
    {
        await CreateAsync();
        var status = await server.MergeAsync($"{Widgets}/w/status", Objects.Parse("""{"spec":{"color":"blue"},"status":{"replicas":2}}"""));
        (status.Body.Text("spec.color"), status.Body.Text("status.replicas"), status.Body.Text("metadata.generation")).ShouldBe(("red", "2", "1"));
        var spec = await server.MergeAsync($"{Widgets}/w", Objects.Parse("""{"spec":{"color":"blue"},"status":{"replicas":9}}"""));
        (spec.Body.Text("spec.color"), spec.Body.Text("status.replicas"), spec.Body.Text("metadata.generation")).ShouldBe(("blue", "2", "2"));
    }

    [Fact]
    public async Task Scale_ReadsAndSetsReplicas()
    {
        await CreateAsync("""{"color":"red","replicas":2}""");
        await server.MergeAsync($"{Widgets}/w/status", Objects.Parse("""{"status":{"replicas":1,"selector":"app=w"}}"""));
        var scale = await server.GetAsync($"{Widgets}/w/scale");
        (scale.Body.Text("kind"), scale.Body.Text("spec.replicas"), scale.Body.Text("status.replicas"), scale.Body.Text("status.selector")).ShouldBe(("Scale", "2", "1", "app=w"));
        (await server.MergeAsync($"{Widgets}/w/scale", Objects.Parse("""{"spec":{"replicas":5}}"""))).Body.Text("spec.replicas").ShouldBe("5");
        scale.Body["spec"]!["replicas"] = 7;
        (await server.PutAsync($"{Widgets}/w/scale", scale.Body)).Code.ShouldBe(409);
        ((JsonObject)scale.Body["metadata"]!).Remove("resourceVersion");
        (await server.PutAsync($"{Widgets}/w/scale", scale.Body)).Code.ShouldBe(200);
        (await server.GetAsync($"{Widgets}/w")).Body.Text("spec.replicas").ShouldBe("7");
        (await server.MergeAsync($"{Widgets}/w/scale", Objects.Parse("""{"spec":{"replicas":-1}}"""))).Code.ShouldBe(422);
    }

    [Fact]
    public async Task Table_HasTheDefinitionsColumns()
    {
        await CreateAsync();
        await server.MergeAsync($"{Widgets}/w/status", Objects.Parse("""{"status":{"conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}}"""));
        var table = await server.GetAsync(Widgets, "application/json;as=Table;v=v1;g=meta.k8s.io");
        table.Body.At("columnDefinitions")!.AsArray().Select(c => c!.Text("name")).ShouldBe(["Name", "Color", "Ready", "Size"]);
        table.Body.At("rows.0.cells")!.ToJsonString().ShouldBe("""["w","red","True",3]""");
    }

    [Fact]
    public async Task FieldSelector_KnowsSelectableFields()
    {
        await CreateAsync();
        await CreateAsync("""{"color":"blue"}""", "b");
        (await server.GetAsync($"{Widgets}?fieldSelector=spec.color%3Dblue")).Body.At("items")!.AsArray().Select(i => i!.Text("metadata.name")).ShouldBe(["b"]);
        (await server.GetAsync($"{Widgets}?fieldSelector=spec.size%3D3")).Code.ShouldBe(400);
    }

    [Fact]
    public async Task Apply_MergesKeyedListsAndConflicts()
    {
        JsonObject Parts(string name, int count) => Definitions.Object(_group, "w", $$"""{"color":"red","parts":[{"name":"{{name}}","count":{{count}}}]}""");
        await server.ApplyAsync($"{Widgets}/w", Parts("a", 1), "one");
        var both = await server.ApplyAsync($"{Widgets}/w", Parts("b", 2), "two");
        both.Body.At("spec.parts")!.AsArray().Count.ShouldBe(2);
        (await server.ApplyAsync($"{Widgets}/w", Parts("a", 5), "two")).Code.ShouldBe(409);
    }

    [Fact]
    public async Task Discovery_AndOpenApi_ShowTheKind()
    {
        var resources = await server.GetAsync($"/apis/{_group}/v1");
        resources.Body.At("resources")!.AsArray().Select(r => r!.Text("name")).ShouldBe(["widgets", "widgets/scale", "widgets/status"], ignoreOrder: true);
        var index = await server.GetAsync("/openapi/v3");
        var document = await server.GetAsync(index.Body["paths"]![$"apis/{_group}/v1"]!.Text("serverRelativeURL")!);
        document.Body["components"]!["schemas"]!.AsObject().Select(s => s.Value!.Text("properties.spec.description")).ShouldContain("What is wanted of a widget.");
    }

    [Fact]
    public async Task StrategicMerge_IsRefused_AsForAllKindsOfUsers()
    {
        await CreateAsync();
        var reply = await server.SendAsync(HttpMethod.Patch, $"{Widgets}/w", Objects.Parse("""{"spec":{"color":"blue"}}"""), "application/strategic-merge-patch+json");
        reply.Code.ShouldBe(415);
    }

    [Fact]
    public async Task Owner_TakesItsDependentsAlong()
    {
        var owner = await CreateAsync();
        await server.PostAsync($"/api/v1/namespaces/{_ns}/configmaps", Objects.ConfigMap("child").OwnedBy(owner.Body));
        await server.DeleteAsync($"{Widgets}/w");
        await server.WaitUntilGoneAsync($"/api/v1/namespaces/{_ns}/configmaps", "child");
    }

    private async Task<Reply> CreateAsync(string spec = """{"color":"red"}""", string name = "w")
    {
        var reply = await server.PostAsync(Widgets, Definitions.Object(_group, name, spec));
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
        return reply;
    }
}
