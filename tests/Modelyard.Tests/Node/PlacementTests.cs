using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class PlacementTests
{
    private static readonly Dictionary<string, string> NodeLabels = new() { ["kubernetes.io/os"] = "linux" };

    private static readonly MachineCapacity Machine = new(4000, 8L << 30, [new GpuDevice(0, "GPU-a", "H200", 1), new GpuDevice(1, "GPU-b", "H200", 1)]);

    [Theory]
    [InlineData("cpu=2", "cpu=2", null)]
    [InlineData("cpu=2", "cpu=2500m", "insufficient cpu: needs 2.5, 2 free")]
    [InlineData("memory=6Gi", "memory=4Gi", "insufficient memory: needs 4096 MiB, 2048 MiB free")]
    [InlineData("", "nvidia.com/gpu=3", "insufficient nvidia.com/gpu: needs 3, 2 free")]
    [InlineData("", "amd.com/gpu=1", "this machine has no amd.com/gpu")]
    [InlineData("cpu=4", "cpu=1 memory=9Gi", "insufficient cpu: needs 1, 0 free, insufficient memory: needs 9216 MiB, 8192 MiB free")]
    public void Pod_IsPlacedByItsRequests(string there, string wanted, string? problem) =>
        Placement.Find(Pod(wanted), [Pod(there)], Machine, NodeLabels).Problem.ShouldBe(problem is null ? null : $"0/1 nodes are available: {problem}.");

    [Fact]
    public void Pod_ThatEnded_HoldsNothing()
    {
        var ended = Pod("cpu=4");
        ended.Status = new PodStatus { Phase = "Failed" };

        Placement.Find(Pod("cpu=4"), [ended], Machine, NodeLabels).Problem.ShouldBeNull();
    }

    [Fact]
    public void Gpus_AreGivenToOnePodEach()
    {
        var holder = Pod("nvidia.com/gpu=1");
        holder.Metadata.Annotations = new Dictionary<string, string> { ["modelyard.dev/gpus"] = "GPU-a" };

        Placement.Find(Pod("nvidia.com/gpu=1"), [holder], Machine, NodeLabels).Gpus.Select(g => g.Uuid).ShouldBe(["GPU-b"]);
    }

    [Fact]
    public void GpuLimit_WithoutRequest_CountsAsTheRequest()
    {
        var pod = Pod("");
        pod.Spec.Containers![0].Resources = new ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["nvidia.com/gpu"] = 1, ["cpu"] = 64 } };

        var placement = Placement.Find(pod, [], Machine, NodeLabels);

        (placement.Problem, placement.Gpus.Count).ShouldBe((null, 1));
    }

    [Fact]
    public void NodeSelector_ThatDoesNotMatch_IsNamed()
    {
        var pod = Pod("");
        pod.Spec.NodeSelector = new Dictionary<string, string> { ["kubernetes.io/os"] = "windows" };

        Placement.Find(pod, [], Machine, NodeLabels).Problem!.ShouldContain("node selector kubernetes.io/os=windows");
    }

    [Fact]
    public void NvidiaSmi_IsUnderstood()
    {
        var gpus = MachineProbe.ParseGpus("0, GPU-1b2c, NVIDIA H200, 143771\n1, GPU-9, NVIDIA H200, [N/A]\nFailed to initialize NVML\n");

        gpus.ShouldBe([new GpuDevice(0, "GPU-1b2c", "NVIDIA H200", 143771), new GpuDevice(1, "GPU-9", "NVIDIA H200", 0)]);
    }

    private static Pod Pod(string requests) => new()
    {
        Spec = new PodSpec
        {
            Containers =
            [
                new Container
                {
                    Name = "main",
                    Resources = new ResourceRequirements
                    {
                        Requests = requests.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split('=')).ToDictionary(r => r[0], r => Quantity.Parse(r[1])),
                    },
                },
            ],
        },
    };
}
