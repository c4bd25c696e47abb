using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Server-side apply: owning, sharing, giving up and taking fields.</summary>
public sealed class ServerSideApplyTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Apply_OfSomethingNew_CreatesItAndOwnsWhatItSays()
    {
        var path = await PathAsync();
        var reply = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        reply.Code.ShouldBe(201);
        var entry = reply.Body.At("metadata.managedFields")!.AsArray().ShouldHaveSingleItem()!;
        (entry.Text("manager"), entry.Text("operation"), entry.Text("apiVersion"), entry.Text("fieldsType")).ShouldBe(("one", "Apply", "v1", "FieldsV1"));
        entry["fieldsV1"]!.ToJsonString().ShouldBe("""{"f:data":{"f:color":{}}}""");
    }

    [Fact]
    public async Task Apply_Twice_ChangesNothingNotEvenTheRevision()
    {
        var path = await PathAsync();
        var first = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        var second = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        second.Code.ShouldBe(200);
        JsonNode.DeepEquals(first.Body, second.Body).ShouldBeTrue();
    }

    [Fact]
    public async Task Apply_OfAFieldAnotherManages_IsAConflictNamingBoth()
    {
        var path = await PathAsync();
        await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        var reply = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a", value: "green"), "two");
        reply.Body.ToJsonString().ShouldBe(
            """{"apiVersion":"v1","kind":"Status","metadata":{},"status":"Failure","message":"Apply failed with 1 conflict: conflict with \u0022one\u0022: .data.color","reason":"Conflict","details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \u0022one\u0022","field":".data.color"}]},"code":409}""");
    }

    [Fact]
    public async Task Conflicts_WithSeveral_AreAllListed()
    {
        var path = await PathAsync();
        await server.PostAsync($"{path}?fieldManager=maker", Objects.ConfigMap("a"));
        await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a", "size", "L"), "one");
        var both = Objects.ConfigMap("a", value: "green");
        both["data"]!["size"] = "S";
        var reply = await server.ApplyAsync($"{path}/a", both, "two");
        reply.Message.ShouldBe("Apply failed with 2 conflicts: conflicts with \"maker\" using v1:\n- .data.color\nconflicts with \"one\":\n- .data.size");
        reply.Body.At("details.causes")!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task ForcedApply_TakesTheFieldOver()
    {
        var path = await PathAsync();
        await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        var reply = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a", value: "green"), "two", force: true);
        reply.Body.Text("data.color").ShouldBe("green");
        Owners(reply.Body).ShouldBe([("two", """{"f:data":{"f:color":{}}}""")]);
    }

    [Fact]
    public async Task Apply_OfTheSameValue_SharesTheField()
    {
        var path = await PathAsync();
        await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        var reply = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "two");
        Owners(reply.Body).Select(o => o.Manager).ShouldBe(["one", "two"], ignoreOrder: true);

        // One of two owners letting go does not remove it; the last one does.
        var nothing = Objects.ConfigMap("a");
        nothing.Remove("data");
        (await server.ApplyAsync($"{path}/a", nothing, "one")).Body.Text("data.color").ShouldBe("blue");
        (await server.ApplyAsync($"{path}/a", nothing, "two")).Body.At("data").ShouldBeNull();
    }

    [Fact]
    public async Task Apply_ThatNoLongerSaysAField_RemovesOnlyWhatItOwned()
    {
        var path = await PathAsync();
        var two = Objects.ConfigMap("a");
        two["data"]!["size"] = "L";
        await server.ApplyAsync($"{path}/a", two, "one");
        await server.MergeAsync($"{path}/a?fieldManager=other", Objects.Parse("""{"data":{"shape":"round"}}"""));
        var reply = await server.ApplyAsync($"{path}/a", Objects.ConfigMap("a"), "one");
        reply.Body["data"]!.ToJsonString().ShouldBe("""{"color":"blue","shape":"round"}""");
    }

    [Fact]
    public async Task Apply_OfListElements_GoesByTheirKeys()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/services";
        JsonObject Service(string ports) => Objects.Parse($$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{{{ports}}}]}}""");
        var first = await server.ApplyAsync($"{path}/s", Service("""{"port":80,"name":"web"}"""), "one");
        first.Code.ShouldBe(201, first.Body.ToJsonString());
        Owners(first.Body).Single().Fields.ShouldBe("""{"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:port":{}}}}}""");

        var second = await server.ApplyAsync($"{path}/s", Service("""{"port":90,"name":"admin"}"""), "two");
        second.Body.At("spec.ports")!.AsArray().Select(p => p!.Text("port")).ShouldBe(["80", "90"]);

        var conflict = await server.ApplyAsync($"{path}/s", Service("""{"port":80,"name":"www"}"""), "two");
        conflict.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"one\": .spec.ports[port=80,protocol=\"TCP\"].name");

        // The element "two" no longer names goes; that of "one" stays.
        var third = await server.ApplyAsync($"{path}/s", Service("""{"port":100,"name":"new"}"""), "two");
        third.Body.At("spec.ports")!.AsArray().Select(p => p!.Text("port")).ShouldBe(["80", "100"]);
    }

    [Fact]
    public async Task Apply_OfStatus_OwnsOnlyTheStatusThroughThatSubresource()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.ApplyAsync($"{path}/a", Objects.Service("a"), "user");
        var status = Objects.Parse("""{"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"a"},"status":{"url":"http://x"}}""");
        var reply = await server.ApplyAsync($"{path}/a/status", status, "controller");
        reply.Body.Text("status.url").ShouldBe("http://x");
        var entry = reply.Body.At("metadata.managedFields")!.AsArray().Single(e => e!.Text("manager") == "controller")!;
        (entry.Text("subresource"), entry["fieldsV1"]!.ToJsonString()).ShouldBe(("status", """{"f:status":{"f:url":{}}}"""));

        // Applying the object again leaves the controller's part alone.
        (await server.ApplyAsync($"{path}/a", Objects.Service("a"), "user")).Body.Text("status.url").ShouldBe("http://x");
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}""", "does not match the name on the URL")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""", "cannot be handled as a ConfigMap")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","managedFields":[]}}""", "metadata.managedFields must be nil")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"dada":{}}""", "; /v1, Kind=ConfigMap): .dada: field not declared in schema")]
    public async Task Apply_OfSomethingElse_IsABadRequest(string configuration, string message)
    {
        var reply = await server.ApplyAsync($"{await PathAsync()}/a", JsonNode.Parse(configuration)!, "one");
        (reply.Code, reply.Reason).ShouldBe((400, "BadRequest"));
        reply.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Apply_WithoutAManager_IsRefused()
    {
        var reply = await server.SendAsync(HttpMethod.Patch, $"{await PathAsync()}/a", Objects.ConfigMap("a"), "application/apply-patch+yaml");
        (reply.Code, reply.Message).ShouldBe((422, "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch"));
    }

    [Fact]
    public async Task Apply_ReadsYaml()
    {
        var path = await PathAsync();
        using var content = new StringContent("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  color: blue # comment\n", null, "application/apply-patch+yaml");
        var reply = await Reply.ReadAsync(await server.Client.PatchAsync($"{path}/a?fieldManager=one", content));
        (reply.Code, reply.Body.Text("data.color")).ShouldBe((201, "blue"));
    }

    private static List<(string? Manager, string Fields)> Owners(JsonNode body) =>
        [.. body.At("metadata.managedFields")!.AsArray().Select(e => (e!.Text("manager"), e!["fieldsV1"]!.ToJsonString(Api.ApiJson.Options)))];

    private async Task<string> PathAsync() => $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
}
