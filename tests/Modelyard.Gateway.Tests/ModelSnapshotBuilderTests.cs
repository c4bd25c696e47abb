using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class ModelSnapshotBuilderTests
{
    private readonly ModelSnapshotBuilder _builder = new();

    [Fact]
    public void Build_SamePodAgain_KeepsItsCount()
    {
        InferenceService[] services = [Resources.Service("demo", "atlas")];
        Pod[] pods = [Resources.Pod("demo", "atlas", "atlas-0", "127.0.0.1:4001")];
        var before = _builder.Build(new ClusterView { Services = services, Pods = pods }).Models[0].Replicas[0];
        before.TryEnter();

        var after = _builder.Build(new ClusterView { Services = services, Pods = pods }).Models[0].Replicas[0];

        after.ShouldBeSameAs(before);
        after.Outstanding.ShouldBe(1);
    }

    [Fact]
    public void Build_PodReplacedUnderItsName_IsAnotherReplica()
    {
        InferenceService[] services = [Resources.Service("demo", "atlas")];
        var pod = Resources.Pod("demo", "atlas", "atlas-0", "127.0.0.1:4001");
        var before = _builder.Build(new ClusterView { Services = services, Pods = [pod] }).Models[0].Replicas[0];
        pod.Metadata.Uid = "another";

        _builder.Build(new ClusterView { Services = services, Pods = [pod] }).Models[0].Replicas[0].ShouldNotBeSameAs(before);
    }

    public static TheoryData<string, Action<Pod>> Unfit() => new()
    {
        { "not ready", pod => pod.Status!.Conditions![0].Status = "False" },
        { "no conditions", pod => pod.Status!.Conditions = null },
        { "no status", pod => pod.Status = null },
        { "going", pod => pod.Metadata.DeletionTimestamp = DateTimeOffset.UnixEpoch },
        { "of another service", pod => pod.Metadata.Labels!["serving.kserve.io/inferenceservice"] = "atlas2" },
        { "of another namespace", pod => pod.Metadata.Namespace = "acme" },
        { "without labels", pod => pod.Metadata.Labels = null },
        { "host name", pod => pod.Metadata.Annotations!["modelyard.dev/address"] = "example.com:80" },
        { "socket without a path", pod => pod.Metadata.Annotations!["modelyard.dev/address"] = "unix:" },
        { "socket of a relative path", pod => pod.Metadata.Annotations!["modelyard.dev/address"] = "unix:run/a.sock" },
        { "without port", pod => pod.Metadata.Annotations!["modelyard.dev/address"] = "127.0.0.1" },
        { "without address", pod => pod.Metadata.Annotations = null },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Build_PodThatCannotTakeTraffic_IsNoReplica(string what, Action<Pod> change)
    {
        var pod = Resources.Pod("demo", "atlas", "atlas-0", "127.0.0.1:4001");
        change(pod);

        _builder.Build(new ClusterView { Services = [Resources.Service("demo", "atlas")], Pods = [pod] }).Models[0].Replicas.ShouldBeEmpty(what);
    }

    [Theory]
    [InlineData(9000, "10.1.2.3:9000")]
    [InlineData(null, "10.1.2.3:8080")]
    public void Build_PodOfACluster_IsReachedAtItsOwnAddress(int? port, string address)
    {
        var pod = Resources.Pod("demo", "atlas", "atlas-0", null);
        pod.Status!.PodIP = "10.1.2.3";
        pod.Spec.Containers =
        [
            new Container { Name = "sidecar", Ports = [new ContainerPort { Port = 1 }] },
            new Container { Name = "kserve-container", Ports = port is null ? null : [new ContainerPort { Port = port }] },
        ];

        _builder.Build(new ClusterView { Services = [Resources.Service("demo", "atlas")], Pods = [pod] }).Models[0].Replicas[0].Address.ToString().ShouldBe(address);
    }

    public static TheoryData<Condition[], ModelStatus?, int, string> Awaited() => new()
    {
        { [], null, 0, "none has been started yet." },
        { [], null, 1, "one is starting." },
        { [], null, 3, "3 are starting." },
        { [new Condition { Type = "Ready", Status = "Unknown", Reason = "Deploying" }], null, 0, "Deploying." },
        { [new Condition { Type = "Ready", Status = "True" }], null, 1, "one is starting." },
        {
            [new Condition { Type = "Ready", Status = "False", Message = "general" }, new Condition { Type = "PredictorReady", Status = "False", Message = "exact." }],
            null, 1, "exact."
        },
        {
            [new Condition { Type = "PredictorReady", Status = "False", Message = "general" }],
            new ModelStatus { TransitionStatus = "BlockedByFailedLoad", LastFailureInfo = new ModelFailureInfo { Message = "the file is no GGUF" } },
            1, "the file is no GGUF."
        },
        { [new Condition { Type = "Stopped", Status = "True" }], null, 0, "it is stopped." },
    };

    [Theory]
    [MemberData(nameof(Awaited))]
    public void Build_NoReplica_SaysWhatIsAwaited(Condition[] conditions, ModelStatus? model, int pods, string awaited)
    {
        var service = Resources.Service("demo", "atlas", conditions);
        service.Status!.ModelStatus = model;
        var starting = Enumerable.Range(0, pods).Select(i => Resources.Pod("demo", "atlas", $"atlas-{i}", null, ready: false));

        _builder.Build(new ClusterView { Services = [service], Pods = [.. starting] }).Models[0].Awaited.ShouldBe(awaited);
    }
}
