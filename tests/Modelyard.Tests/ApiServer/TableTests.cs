using System.Text.Json.Nodes;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>What <c>kubectl get</c> prints.</summary>
public sealed class TableTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    private const string AsTable = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    [Fact]
    public async Task Services_HaveKServesColumns()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync(path, Objects.Service("atlas"));
        await server.MergeAsync($"{path}/atlas/status", Objects.Parse("""{"status":{"url":"http://x","conditions":[{"type":"Ready","status":"True"}]}}"""));
        var table = (await server.GetAsync(path, AsTable)).Body;
        (table.Text("kind"), table.Text("apiVersion")).ShouldBe(("Table", "meta.k8s.io/v1"));
        table["columnDefinitions"]!.AsArray().Select(c => c!.Text("name")).ShouldBe(
            ["Name", "URL", "Ready", "Prev", "Latest", "PrevRolledoutRevision", "LatestReadyRevision", "Age"]);
        table["columnDefinitions"]!.AsArray().ShouldAllBe(c => c!["priority"] != null && c!["type"] != null && c!["format"] != null);
        var row = table["rows"]!.AsArray().ShouldHaveSingleItem()!;
        row["cells"]!.AsArray().Take(3).Select(c => c!.ToString()).ShouldBe(["atlas", "http://x", "True"]);
        row["cells"]!.AsArray()[7]!.ToString().ShouldMatch("^[0-9]+s$");
        row.Text("object.kind").ShouldBe("PartialObjectMetadata");
        row.Text("object.metadata.name").ShouldBe("atlas");
    }

    [Fact]
    public async Task ConfigMaps_MatchTheRecording()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("settings"));
        var table = (await server.GetAsync($"{path}/settings", AsTable)).Body;
        var recorded = JsonNode.Parse(Recording.Of("23-get-selector.txt").Responses.First(r => r.StartsWith("{\"kind\":\"Table\"", StringComparison.Ordinal)).Split("],\"rows\"")[0] + "]}")!;
        var shape = (JsonNode t) => t["columnDefinitions"]!.AsArray().Select(c => (c!.Text("name"), c!.Text("type"), c!.Text("format"), c!.Text("priority")));
        shape(table).ShouldBe(shape(recorded));
        table.At("rows.0.cells")!.AsArray()[1]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Events_BeginWithWhenTheyHappened_AndNameThemselvesLast()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/events";
        var columns = (await server.GetAsync(path, AsTable)).Body["columnDefinitions"]!.AsArray();
        columns.Where(c => c!.Text("priority") == "0").Select(c => c!.Text("name")).ShouldBe(["Last Seen", "Type", "Reason", "Object", "Message"]);
        (columns[^1]!.Text("name"), columns[^1]!.Text("format"), columns[^1]!.Text("priority")).ShouldBe(("Name", "name", "1"));
    }

    [Fact]
    public async Task Row_CarriesAsMuchOfTheObjectAsAsked()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        (await server.GetAsync($"{path}?includeObject=Object", AsTable)).Body.Text("rows.0.object.data.color").ShouldBe("blue");
        (await server.GetAsync($"{path}?includeObject=None", AsTable)).Body.At("rows.0.object").ShouldBeNull();
    }

    [Fact]
    public async Task WatchedTables_HaveColumnsOnlyInTheFirst()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        await using var watch = await WatchReader.OpenAsync(server.Client, $"{path}?watch=true", AsTable);
        var first = await watch.NextAsync();
        (first.Text("object.kind"), first.At("object.columnDefinitions")!.AsArray().Count).ShouldBe(("Table", 3));
        await server.PostAsync(path, Objects.ConfigMap("b"));
        var second = await watch.NextAsync();
        second.At("object.columnDefinitions").ShouldBeNull();
        second.Text("object.rows.0.cells.0").ShouldBe("b");
    }

    [Fact]
    public async Task MetadataOnly_IsServedWhenAskedFor()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        var list = (await server.GetAsync(path, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")).Body;
        (list.Text("kind"), list.Text("items.0.kind"), list.At("items.0.data")).ShouldBe(("PartialObjectMetadataList", "PartialObjectMetadata", null));
    }

    [Theory]
    [InlineData(-2, "<invalid>")]
    [InlineData(-1, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(600, "10m")]
    [InlineData(10799, "179m")]
    [InlineData(10800, "3h")]
    [InlineData(10860, "3h1m")]
    [InlineData(8 * 3600, "8h")]
    [InlineData(47 * 3600, "47h")]
    [InlineData(48 * 3600, "2d")]
    [InlineData(49 * 3600, "2d1h")]
    [InlineData(9 * 86400, "9d")]
    [InlineData(729 * 86400, "729d")]
    [InlineData(731 * 86400, "2y1d")]
    [InlineData(3000 * 86400, "8y")]
    public void Age_IsShortAsInKubectl(long seconds, string expected) => HumanDuration.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
