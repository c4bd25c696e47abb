using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Patches as requests: media types, results that are not allowed.</summary>
public sealed class PatchRequestTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task EachPatch_IsReadByItsMediaType()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        async Task<string> PatchAsync(string type, string body)
        {
            var reply = await server.SendAsync(HttpMethod.Patch, $"{path}/a", JsonNode.Parse(body), type);
            reply.Code.ShouldBe(200, reply.Body.ToJsonString());
            return reply.Body["data"]!.ToJsonString();
        }

        (await PatchAsync("application/json-patch+json", """[{"op":"add","path":"/data/size","value":"L"}]""")).ShouldBe("""{"color":"blue","size":"L"}""");
        (await PatchAsync("application/strategic-merge-patch+json", """{"data":{"shape":"round"}}""")).ShouldBe("""{"color":"blue","size":"L","shape":"round"}""");
        (await PatchAsync("application/merge-patch+json", """{"data":{"size":null}}""")).ShouldBe("""{"color":"blue","shape":"round"}""");
    }

    [Fact]
    public async Task StrategicMerge_OfAKindOfAnotherGroup_IsUnsupported()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync(path, Objects.Service("a"));
        var reply = await server.SendAsync(HttpMethod.Patch, $"{path}/a", new JsonObject(), "application/strategic-merge-patch+json");
        (reply.Code, reply.Reason).ShouldBe((415, "UnsupportedMediaType"));
        reply.Message.ShouldEndWith("application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    [Fact]
    public async Task JsonPatch_ThatDoesNotFit_ChangesNothing()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        var patch = JsonNode.Parse("""[{"op":"add","path":"/data/size","value":"L"},{"op":"test","path":"/data/color","value":"red"}]""");
        var reply = await server.SendAsync(HttpMethod.Patch, $"{path}/a", patch, "application/json-patch+json");
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
        (await server.GetAsync($"{path}/a")).Body["data"]!.ToJsonString().ShouldBe("""{"color":"blue"}""");
    }

    [Fact]
    public async Task StrictPatch_WithAnUnknownField_NamesIt()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync(path, Objects.Service("a"));
        var reply = await server.MergeAsync($"{path}/a?fieldValidation=Strict", Objects.Parse("""{"spec":{"predictor":{"minReplikas":1}}}"""));
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
        reply.Message.ShouldEndWith("strict decoding error: unknown field \"spec.predictor.minReplikas\"");
    }

    [Fact]
    public async Task Patch_WithAStaleRevision_IsAConflict()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        var reply = await server.MergeAsync($"{path}/a", Objects.Parse("""{"metadata":{"resourceVersion":"1"},"data":{"x":"y"}}"""));
        (reply.Code, reply.Reason).ShouldBe((409, "Conflict"));
    }

    [Fact]
    public async Task Patch_OfNothing_IsNotFound() =>
        (await server.MergeAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/a", new JsonObject())).Code.ShouldBe(404);
}
