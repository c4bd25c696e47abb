using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class RuntimeSelectorTests
{
    // The runtimes KServe ships, as far as selection looks at them: name, protocols, format:version@priority; "!" means not for auto-selection.
    private static readonly ClusterServingRuntime[] Shipped =
    [
        Cluster("kserve-sklearnserver", "v1,v2", "sklearn:1@1"),
        Cluster("kserve-predictiveserver", "v1,v2", "!sklearn:1@3 !xgboost:2@3"),
        Cluster("kserve-mlserver", "v2", "sklearn:0@2 sklearn:1@2 xgboost:1@2 xgboost:2@2"),
        Cluster("kserve-xgbserver", "v1,v2", "xgboost:2@1"),
        Cluster("kserve-tensorflow-serving", "v1,grpc-v1", "tensorflow:1@2 tensorflow:2@2"),
        Cluster("kserve-openvino", "v1,v2,grpc-v2", "openvino:10@1 onnx:1@2 tensorflow:1@3 huggingface:"),
        Cluster("kserve-tritonserver", "v2,grpc-v2", "tensorrt:8@1 tensorflow:1@1 tensorflow:2@1 onnx:1@1 triton:2@1 !pytorch:1@0"),
        Cluster("kserve-huggingfaceserver", "v2,v1", "huggingface:1@1"),
        Cluster("kserve-vllmserver", "", "vLLM:1@1"),
    ];

    [Theory]
    [InlineData("sklearn", null, null, "kserve-sklearnserver")]
    [InlineData("sklearn", null, "v2", "kserve-mlserver")]
    [InlineData("sklearn", "0", "v2", "kserve-mlserver")]
    [InlineData("tensorflow", null, null, "kserve-openvino")]
    [InlineData("tensorflow", "2", null, "kserve-tensorflow-serving")]
    [InlineData("onnx", null, "v2", "kserve-openvino")]
    [InlineData("huggingface", null, null, "kserve-huggingfaceserver")]
    [InlineData("vLLM", null, null, "kserve-vllmserver")]
    [InlineData("vLLM", "1", "grpc-v2", "kserve-vllmserver")]
    public void Model_WithoutRuntime_GetsWhatKServeWouldChoose(string format, string? version, string? protocol, string expected) =>
        Select(Model(format, version, protocol)).Name.ShouldBe(expected);

    [Theory]
    [InlineData("vllm", null, null)]
    [InlineData("sklearn", "1.0", null)]
    [InlineData("sklearn", null, "grpc-v1")]
    [InlineData("pytorch", null, "v2")]
    public void Model_ThatNoRuntimeOffersItselfFor_IsRejected(string format, string? version, string? protocol)
    {
        var rejection = Should.Throw<PredictorRejectedException>(() => Select(Model(format, version, protocol)));

        rejection.Reason.ShouldBe("NoSupportingRuntime");
        rejection.Message.ShouldStartWith("No runtime found to support specified framework/version");
    }

    [Fact]
    public void NamespacesRuntime_PrecedesTheClusters_WhateverThePriorities()
    {
        var own = new ServingRuntime { Metadata = new ObjectMeta { Name = "own", Namespace = "demo" }, Spec = Spec("v1", "sklearn:1") };

        var selected = RuntimeSelector.Select(Model("sklearn"), multiNode: false, [own], Shipped);

        (selected.Name, selected.IsClusterScoped).ShouldBe(("own", false));
    }

    [Fact]
    public void NamedRuntime_IsSoughtInTheNamespaceFirst()
    {
        var own = new ServingRuntime { Metadata = new ObjectMeta { Name = "kserve-mlserver", Namespace = "demo" }, Spec = Spec("v2", "sklearn:1") };

        RuntimeSelector.Select(Model("sklearn", runtime: "kserve-mlserver"), false, [own], Shipped).IsClusterScoped.ShouldBeFalse();
    }

    [Fact]
    public void NamedRuntime_NeedNotOfferItself() => Select(Model("sklearn", runtime: "kserve-predictiveserver")).Name.ShouldBe("kserve-predictiveserver");

    [Theory]
    [InlineData("nobody", "sklearn", null, "RuntimeNotRecognized", "Waiting for runtime to become available")]
    [InlineData("off", "sklearn", null, "RuntimeDisabled", "Specified runtime is disabled")]
    [InlineData("kserve-mlserver", "sklearn", "v1", "NoSupportingRuntime", "Specified runtime does not support specified protocol version")]
    [InlineData("kserve-mlserver", "onnx", null, "NoSupportingRuntime", "Specified runtime does not support specified framework/version")]
    public void NamedRuntime_ThatWillNotDo_IsRejectedInKServesWords(string runtime, string format, string? protocol, string reason, string message)
    {
        var off = Cluster("off", "v1", "sklearn:1");
        off.Spec.Disabled = true;

        var rejection = Should.Throw<PredictorRejectedException>(
            () => RuntimeSelector.Select(Model(format, null, protocol, runtime), false, [], [.. Shipped, off]));

        (rejection.Reason, rejection.Message.StartsWith(message, StringComparison.Ordinal)).ShouldBe((reason, true), rejection.Message);
    }

    [Fact]
    public void EqualRuntimes_AreOrderedByAgeThenName()
    {
        var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ClusterServingRuntime[] runtimes = [Cluster("c", "v1", "x:1", day), Cluster("b", "v1", "x:1", day.AddDays(1)), Cluster("a", "v1", "x:1", day)];

        RuntimeSelector.Select(Model("x"), false, [], runtimes).Name.ShouldBe("b", "the youngest goes first");
        RuntimeSelector.Select(Model("x"), false, [], [runtimes[0], runtimes[2]]).Name.ShouldBe("a");
    }

    [Fact]
    public void DisabledMultiModelAndMultiNodeRuntimes_AreNotChosen()
    {
        var disabled = Cluster("disabled", "v1", "x:1");
        disabled.Spec.Disabled = true;
        var multiModel = Cluster("multi-model", "v1", "x:1");
        multiModel.Spec.MultiModel = true;
        var multiNode = Cluster("multi-node", "v1", "x:1");
        multiNode.Spec.WorkerSpec = new RuntimeWorkerSpec();

        Should.Throw<PredictorRejectedException>(() => RuntimeSelector.Select(Model("x"), false, [], [disabled, multiModel, multiNode]));
        RuntimeSelector.Select(Model("x"), multiNode: true, [], [disabled, multiModel, multiNode]).Name.ShouldBe("multi-node");
    }

    private static SelectedRuntime Select(ModelSpec model) => RuntimeSelector.Select(model, multiNode: false, [], Shipped);

    private static ModelSpec Model(string format, string? version = null, string? protocol = null, string? runtime = null) => new()
    {
        ModelFormat = new ModelFormat { Name = format, Version = version },
        ProtocolVersion = protocol,
        Runtime = runtime,
    };

    private static ClusterServingRuntime Cluster(string name, string protocols, string formats, DateTimeOffset? created = null) =>
        new() { Metadata = new ObjectMeta { Name = name, CreationTimestamp = created }, Spec = Spec(protocols, formats) };

    private static ServingRuntimeSpec Spec(string protocols, string formats) => new()
    {
        ProtocolVersions = protocols.Length == 0 ? null : [.. protocols.Split(',')],
        SupportedModelFormats = [.. formats.Split(' ').Select(Format)],
    };

    private static SupportedModelFormat Format(string text)
    {
        var parts = text.TrimStart('!').Split(':', '@');
        return new SupportedModelFormat
        {
            Name = parts[0],
            Version = parts[1].Length == 0 ? null : parts[1],
            Priority = parts.Length > 2 ? int.Parse(parts[2]) : null,
            AutoSelect = !text.StartsWith('!'),
        };
    }
}
