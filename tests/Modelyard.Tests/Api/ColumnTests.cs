using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class ColumnTests
{
    [Theory]
    [InlineData("Pod", "Ready,Status,Restarts,Age")]
    [InlineData("Namespace", "Status,Age")]
    [InlineData("Secret", "Type,Data,Age")]
    [InlineData("Event", "Last Seen,Type,Reason,Object,Message")]
    [InlineData("InferenceService", "URL,Ready,Prev,Latest,PrevRolledoutRevision,LatestReadyRevision,Age")]
    [InlineData("ClusterServingRuntime", "Disabled,ModelType,Containers,Age")]
    public void Columns_ShownAlways_AreThoseUsersKnow(string kind, string columns) =>
        string.Join(',', Of(kind).Columns.Where(c => c.Priority == 0).Select(c => c.Name)).ShouldBe(columns);

    [Theory]
    [InlineData("""{"status":{"phase":"Pending"},"spec":{"containers":[{"name":"a"}]}}""", "0/1 Pending 0")]
    [InlineData("""{"status":{"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ContainerCreating"}}}]},"spec":{"containers":[{}]}}""", "0/1 ContainerCreating 0")]
    [InlineData("""{"status":{"phase":"Running","containerStatuses":[{"ready":true,"restartCount":2,"state":{"running":{}}}]},"spec":{"containers":[{}]}}""", "1/1 Running 2")]
    [InlineData("""{"status":{"phase":"Running","containerStatuses":[{"restartCount":5,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]},"spec":{"containers":[{}]}}""", "0/1 CrashLoopBackOff 5")]
    [InlineData("""{"status":{"phase":"Succeeded","containerStatuses":[{"state":{"terminated":{"reason":"Completed"}}}]},"spec":{"containers":[{}]}}""", "0/1 Completed 0")]
    [InlineData("""{"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":3}}}]},"spec":{"containers":[{}]}}""", "0/1 ExitCode:3 0")]
    [InlineData("""{"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":137,"signal":9}}}]},"spec":{"containers":[{}]}}""", "0/1 Signal:9 0")]
    [InlineData("""{"status":{"phase":"Failed","reason":"Evicted"},"spec":{"containers":[{}]}}""", "0/1 Evicted 0")]
    [InlineData("""{"metadata":{"deletionTimestamp":"2026-01-31T08:00:00Z"},"status":{"phase":"Running"},"spec":{"containers":[{}]}}""", "0/1 Terminating 0")]
    [InlineData("""{"status":{"phase":"Pending","initContainerStatuses":[{"restartCount":1,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]},"spec":{"initContainers":[{}],"containers":[{}]}}""", "0/1 Init:CrashLoopBackOff 1")]
    [InlineData("""{"status":{"phase":"Pending","initContainerStatuses":[{"state":{"running":{}}}]},"spec":{"initContainers":[{},{}],"containers":[{}]}}""", "0/1 Init:0/2 0")]
    [InlineData("""{}""", "0/0 Pending 0")]
    public void Pod_InAnyState_IsShownAsKubectlUsersExpect(string json, string cells) =>
        string.Join(' ', Of("Pod").Columns.Take(3).Select(c => c.Read(Parse(json))!.ToString())).ShouldBe(cells);

    [Fact]
    public void InferenceService_WithTraffic_ShowsPreviousAndLatest()
    {
        var service = Parse("""
            {"metadata":{"creationTimestamp":"2026-01-31T08:00:00Z"},"status":{"url":"http://a","conditions":[{"type":"Ready","status":"True"}],
             "components":{"predictor":{"traffic":[{"tag":"prev","percent":80,"revisionName":"r1"},{"latestRevision":true,"percent":20,"revisionName":"r2"}]}}}}
            """);

        Of("InferenceService").Columns.Select(c => c.Read(service)?.ToString())
            .ShouldBe(["http://a", "True", "80", "20", "r1", "r2", "2026-01-31T08:00:00Z"]);
    }

    [Fact]
    public void Runtime_WithSeveralFormats_ShowsTheFirst() =>
        Of("ServingRuntime").Columns[1].Read(Parse("""{"spec":{"supportedModelFormats":[{"name":"gguf"},{"name":"onnx"}]}}"""))!.ToString().ShouldBe("gguf");

    [Fact]
    public void Cells_CanBePutIntoATable()
    {
        foreach (var kind in KindRegistry.BuiltIn)
        {
            var document = Parse("""
                {"metadata":{"name":"n","creationTimestamp":"2026-01-31T08:00:00Z"},"type":"t","reason":"r","spec":{"disabled":true},
                 "status":{"phase":"Active","url":"u","conditions":[{"type":"Ready","status":"True"}]}}
                """);

            Should.NotThrow(() => new JsonArray([.. kind.Columns.Select(c => c.Read(document))]), kind.Kind);
            Should.NotThrow(() => new JsonArray([.. kind.Columns.Select(c => c.Read([]))]), kind.Kind);
        }
    }

    [Fact]
    public void Event_Shown_SaysWhatAndWhere() =>
        Of("Event").Columns.Where(c => c.Priority == 0).Select(c => c.Read(Parse("""
            {"lastTimestamp":"2026-01-31T08:00:00Z","type":"Warning","reason":"BackOff","involvedObject":{"kind":"Pod","name":"p"},"message":"again\n"}
            """))!.ToString()).ShouldBe(["2026-01-31T08:00:00Z", "Warning", "BackOff", "pod/p", "again"]);

    private static KindDescriptor Of(string kind) => KindRegistry.BuiltIn.Single(k => k.Kind == kind);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
