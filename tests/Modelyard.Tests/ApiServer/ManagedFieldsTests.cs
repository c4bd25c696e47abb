using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Who is recorded for what after ordinary writes; the expectations are what a Kubernetes API server was recorded to answer.</summary>
public sealed class ManagedFieldsTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Writes_RecordWhoChangedWhat()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var map = Objects.ConfigMap("settings");
        map["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "x" };
        await server.PostAsync($"{path}?fieldManager=kubectl-client-side-apply", map);
        await server.MergeAsync($"{path}/settings?fieldManager=kubectl-patch", Objects.Parse("""{"data":{"size":"L"}}"""));
        await server.MergeAsync($"{path}/settings?fieldManager=kubectl-patch", Objects.Parse("""{"data":{"shape":"round"}}"""));
        await server.MergeAsync($"{path}/settings?fieldManager=kubectl-label", Objects.Parse("""{"metadata":{"labels":{"team":"a"}}}"""));
        await server.MergeAsync($"{path}/settings?fieldManager=kubectl-annotate", Objects.Parse("""{"metadata":{"annotations":{"note":"1"}}}"""));

        (await FieldsAsync($"{path}/settings")).ShouldBe(new Dictionary<string, string>
        {
            ["kubectl-client-side-apply Update"] =
                """{"f:data":{".":{},"f:color":{}},"f:metadata":{"f:annotations":{".":{},"f:kubectl.kubernetes.io/last-applied-configuration":{}}}}""",
            ["kubectl-patch Update"] = """{"f:data":{"f:shape":{},"f:size":{}}}""",
            ["kubectl-label Update"] = """{"f:metadata":{"f:labels":{".":{},"f:team":{}}}}""",
            ["kubectl-annotate Update"] = """{"f:metadata":{"f:annotations":{"f:note":{}}}}""",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Replace_TakesWhatItChangesAndDropsWhatItRemoves()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync($"{path}?fieldManager=kubectl-create", Objects.ConfigMap("made", "a", "b"));
        await server.PutAsync($"{path}/made?fieldManager=kubectl-replace", Objects.ConfigMap("made", "color", "green"));
        (await FieldsAsync($"{path}/made")).ShouldBe(new Dictionary<string, string>
        {
            ["kubectl-create Update"] = """{"f:data":{}}""",
            ["kubectl-replace Update"] = """{"f:data":{"f:color":{}}}""",
        }, ignoreOrder: true);

        await server.MergeAsync($"{path}/made?fieldManager=kubectl-edit", Objects.Parse("""{"data":{"color":"red"}}"""));
        (await FieldsAsync($"{path}/made")).ShouldBe(new Dictionary<string, string>
        {
            ["kubectl-create Update"] = """{"f:data":{}}""",
            ["kubectl-edit Update"] = """{"f:data":{"f:color":{}}}""",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task StatusWrites_AreRecordedWithTheirSubresource()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync($"{path}?fieldManager=user", Objects.Service("a"));
        await server.MergeAsync($"{path}/a/status?fieldManager=controller", Objects.Parse("""{"status":{"url":"http://x"}}"""));
        var fields = await FieldsAsync($"{path}/a");
        fields["controller Update status"].ShouldBe("""{"f:status":{".":{},"f:url":{}}}""");
        fields["user Update"].ShouldEndWith(
            """f:spec":{".":{},"f:predictor":{".":{},"f:model":{".":{},"f:modelFormat":{".":{},"f:name":{}},"f:storageUri":{}}}}}""");
        fields["user Update"].ShouldNotContain("f:status");
    }

    [Fact]
    public async Task Manager_NotNamed_IsTheProgram()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        (await FieldsAsync($"{path}/a")).Keys.ShouldBe(["tester Update"]);
    }

    [Fact]
    public async Task EmptyRecord_SentByAClient_StartsAfresh()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var map = (await server.PostAsync($"{path}?fieldManager=old", Objects.ConfigMap("a"))).Body;
        map["metadata"]!["managedFields"] = new JsonArray();
        map["data"]!["size"] = "L";
        await server.PutAsync($"{path}/a?fieldManager=new", map);
        (await FieldsAsync($"{path}/a")).ShouldBe(new Dictionary<string, string> { ["new Update"] = """{"f:data":{"f:size":{}}}""" });
    }

    private async Task<Dictionary<string, string>> FieldsAsync(string path)
    {
        var entries = (await server.GetAsync(path)).Body.At("metadata.managedFields")!.AsArray();
        return entries.ToDictionary(
            e => string.Join(' ', new[] { e!.Text("manager"), e!.Text("operation"), e!.Text("subresource") }.OfType<string>()),
            e => e!["fieldsV1"]!.ToJsonString(Api.ApiJson.Options));
    }
}
