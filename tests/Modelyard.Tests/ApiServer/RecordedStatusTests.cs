using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Refusals are, field by field, what a Kubernetes API server was recorded to answer.</summary>
public sealed class RecordedStatusTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task NotFound_MatchesTheRecording()
    {
        var recorded = Recording.Of("27-not-found.txt").Responses[0];
        Same((await server.GetAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/absent")).Body, recorded);
    }

    [Fact]
    public async Task NotFoundOfAKServeKind_MatchesTheRecording()
    {
        var recorded = Recording.Of("11-apply-isvc-client.txt").Responses[0];
        Same((await server.GetAsync($"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices/sklearn-irisv2")).Body, recorded);
    }

    [Fact]
    public async Task ApplyConflict_MatchesTheRecording()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/ssa";
        await server.ApplyAsync(path, Objects.ConfigMap("ssa"), "one");
        Same((await server.ApplyAsync(path, Objects.ConfigMap("ssa", value: "green"), "two")).Body, Recording.Of("08-apply-server-conflict.txt").Responses[^1]);
    }

    [Fact]
    public async Task Forbidden_MatchesTheRecording()
    {
        using var client = server.As("nobody");
        Same((await Reply.ReadAsync(await client.GetAsync("/api/v1/namespaces/demo/configmaps?limit=500"))).Body, Recording.Of("29-forbidden.txt").Responses[0]);
    }

    private static void Same(JsonNode actual, string recorded) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(recorded)).ShouldBeTrue($"is       {actual.ToJsonString()}\nrecorded {recorded}");
}
